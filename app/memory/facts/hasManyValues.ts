import { DISLIKES, LANGUAGE, LIKES, NOTE, RULE } from './SUBJECTS.ts';

const MANY_VALUES: ReadonlySet<string> = new Set([RULE, NOTE, LIKES, DISLIKES, LANGUAGE]);

/** True for a subject of which many values are true at once: a new one takes the place of none. Nobody's allergy does. */
export function hasManyValues(subject: string): boolean {
  return MANY_VALUES.has(subject) || /'s allergy$/i.test(subject);
}
