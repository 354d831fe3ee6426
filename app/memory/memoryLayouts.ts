import type { Evidence } from './Evidence.ts';
import type { Quotation } from './Quotation.ts';

type Fact = Evidence['facts'][number];

/** The words around quotations and facts in the memory block. */
export interface MemoryLayout {
  /** where the text belongs: a system message after the system prompt, or the beginning of the question */
  readonly place: 'system' | 'question';
  readonly pinned: string;
  readonly facts: string;
  readonly recalled: string;
  /** one quotation; `words` are safe to stand between quote marks */
  quotation(quotation: Quotation, words: string, isOtherConversation: boolean): string;
  fact(fact: Fact): string;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** By the clock and calendar of this machine: "21 November 2026". */
function dateOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
}

function speakerOf({ role, source }: Quotation): string {
  if (source === 'caption') return 'somebody was heard to say';
  if (source === 'commentary') return 'the commentary said';
  return role === 'user' ? 'the user said' : 'you said';
}

const dated: Pick<MemoryLayout, 'quotation' | 'fact'> = {
  quotation: (quotation, words, isOtherConversation) =>
    `- On ${dateOf(quotation.createdAt)}${isOtherConversation ? ', in another conversation,' : ''} ` +
    `${speakerOf(quotation)}: "${words}"\n`,
  fact: ({ subject, value }) => `- ${subject}: ${value}\n`,
};

const headings = {
  pinned: 'The user keeps these messages in view:\n',
  facts: 'Known facts:\n',
  recalled: 'Earlier in this conversation:\n',
};

/** The date behind the words: before them it costs a small model answers. */
function dateLast(quotation: Quotation, words: string, isOtherConversation: boolean, { first = '', last = '' } = {}): string {
  const speaker = speakerOf(quotation);
  const place = isOtherConversation ? ', in another conversation' : '';
  return `- ${first}${first === '' ? capitalised(speaker) : speaker}: "${words}" (${dateOf(quotation.createdAt)}${place}${last})\n`;
}

/** The layouts that are compared with each other. */
export const memoryLayouts = {
  'system-list': { place: 'system', ...headings, ...dated },
  'system-list-undated': {
    place: 'system',
    ...headings,
    ...dated,
    quotation: (quotation, words) => `- ${capitalised(speakerOf(quotation))}: "${words}"\n`,
  },
  'system-date-last': { place: 'system', ...headings, ...dated, quotation: dateLast },
  'system-maybe-no-longer': {
    place: 'system',
    ...headings,
    ...dated,
    quotation: (quotation, words, isOther) => dateLast(quotation, words, isOther, quotation.isChanged ? { first: 'Maybe no longer so: ' } : {}),
  },
  'system-no-longer': {
    place: 'system',
    ...headings,
    ...dated,
    quotation: (quotation, words, isOther) => dateLast(quotation, words, isOther, quotation.isChanged ? { first: 'No longer so: ' } : {}),
  },
  'system-changed-last': {
    place: 'system',
    ...headings,
    ...dated,
    quotation: (quotation, words, isOther) => dateLast(quotation, words, isOther, quotation.isChanged ? { last: ', changed since' } : {}),
  },
  'system-latest-holds': {
    place: 'system',
    ...headings,
    ...dated,
    recalled: 'Earlier in this conversation, where what was said last holds:\n',
    quotation: dateLast,
  },
  'system-words-first': {
    place: 'system',
    ...headings,
    ...dated,
    quotation: (quotation, words, isOtherConversation) =>
      `- "${words}" (${speakerOf(quotation)} on ${dateOf(quotation.createdAt)}` +
      `${isOtherConversation ? ', in another conversation' : ''})\n`,
  },
  'system-facts-heading': {
    place: 'system',
    ...headings,
    ...dated,
    recalled: 'Facts from earlier in this conversation:\n',
    quotation: dateLast,
  },
  'system-iso-first': {
    place: 'system',
    ...headings,
    ...dated,
    quotation: (quotation, words, isOtherConversation) =>
      `- [${new Date(quotation.createdAt).toISOString().slice(0, 10)}${isOtherConversation ? ', another conversation' : ''}] ` +
      `${speakerOf(quotation)}: "${words}"\n`,
  },
  'question-list': { place: 'question', ...headings, ...dated },
} as const satisfies Record<string, MemoryLayout>;

export type MemoryLayoutName = keyof typeof memoryLayouts;

/** What the engine uses. It takes layouts whose place is `system`. */
export const DEFAULT_LAYOUT = 'system-maybe-no-longer' satisfies MemoryLayoutName;

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
