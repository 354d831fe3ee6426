import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';

/** A way to choose what stays in sight, as the window names and explains it. */
export interface RetentionChoice {
  readonly value: RetentionPolicy;
  readonly label: string;
  /** one sentence, for people who are no engineers */
  readonly about: string;
}

/** The default first, the one that is there for comparison last. */
export const RETENTION_CHOICES: readonly RetentionChoice[] = [
  {
    value: 'sinks',
    label: 'The start and the newest',
    about: 'The instructions and the latest messages stay. The fastest, and with recall the best in our measurements.',
  },
  {
    value: 'entropy',
    label: 'Surprising words longer',
    about: 'Words that were hard to foresee, such as names and numbers, stay longer than the others.',
  },
  {
    value: 'heavy-hitter',
    label: 'What was looked at most',
    about: 'Words that the model itself turned to most while it read and wrote stay longer than the others.',
  },
  {
    value: 'key-diversity',
    label: 'What differs most',
    about: 'Words that are least like the others stay longer, so that little is kept twice.',
  },
  {
    value: 'window',
    label: 'Only the newest',
    about: 'The latest words and nothing else. In long conversations answers fall apart; it is here for comparison.',
  },
];
