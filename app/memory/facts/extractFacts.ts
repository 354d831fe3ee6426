import type { TurnRole } from '../../conversation/Turn.ts';
import { MAX_FACT_SUBJECT } from '../Fact.ts';
import { clausesOf, type Clause } from './clausesOf.ts';
import type { ExtractedFact } from './ExtractedFact.ts';
import type { Statement } from './Statement.ts';
import { STATEMENTS } from './STATEMENTS.ts';
import { NOTE, RULE } from './SUBJECTS.ts';
import { cleanValue, valueKind } from './valueOf.ts';

/** Facts of one message: more are a list of something else. */
const MAX_FACTS = 32;

/** "my dog's name" as told from outside: "user's dog's name". */
function subjectOf(words: string): string {
  return words
    .trim()
    .replace(/^(?:my|our)\s+/i, "user's ")
    .replace(/^(?:the|a|an)\s+/i, '')
    .replace(/\bmy\s+/gi, "user's ")
    .replace(/^((?:user's )?)(?:new|current|updated|correct|actual)\s+/, '$1')
    .replace(/\s+/g, ' ')
    .replace(/'s own\b/g, "'s");
}

/** "4712, not 4711" or "not 4711 but 4712": the value, and the one it takes the place of. */
function contrasted(text: string): { value: string; insteadOf: string | null } {
  const after = /^(.+?),?\s+(?:and\s+)?(?:not|instead of|rather than)\s+(.+)$/i.exec(text);
  if (after) return { value: after[1] ?? '', insteadOf: after[2] ?? null };
  const before = /^not\s+(.+?),?\s+but(?:\s+rather)?\s+(.+)$/i.exec(text);
  if (before) return { value: before[2] ?? '', insteadOf: before[1] ?? null };
  return { value: text, insteadOf: null };
}

/** Of somebody in a story: "the hero of my novel". */
const FICTION = /\b(?:hero|heroine|character|villain|protagonist)s?\b.*\b(?:novel|story|film|movie|play|book|game|series)\b/i;

function factOf(clause: Clause, { make }: Statement, groups: Readonly<Record<string, string>>): ExtractedFact | null {
  const made = make(groups);
  if (!made) return null;
  const { value: stated, insteadOf } = contrasted(made.value);
  const value = cleanValue(stated);
  const subject = subjectOf(made.subject);
  if (value === null || subject.length > MAX_FACT_SUBJECT || FICTION.test(subject)) return null;
  if (made.definite === true && valueKind(value) === 'other') return null;
  return {
    subject,
    value,
    sentence: clause.sentence,
    corrects: clause.corrects || made.corrects === true || insteadOf !== null,
    insteadOf: (insteadOf ?? made.insteadOf)?.replace(/[\s.,;!]+$/, '') ?? null,
  };
}

/** "It is 4712, not 4711": says what is otherwise, not of what. */
const BARE = /^(?:(?:it|that|this)(?:'s| is| was| should be| has to be)\s+)?(?<value>.+)$/i;

function bareCorrection(clause: Clause): ExtractedFact | null {
  const words = BARE.exec(clause.text)?.groups?.['value'] ?? '';
  const stated = /^(?:it|that|this)\b/i.test(clause.text);
  const { value: text, insteadOf } = contrasted(words);
  const value = cleanValue(text);
  if (value === null || value.split(/\s+/).length > 6 || valueKind(value) === 'other') return null;
  if (insteadOf === null ? !(clause.corrects && stated) : !(clause.corrects || stated || /^not\b/i.test(clause.text)))
    return null;
  return {
    subject: '',
    value,
    sentence: clause.sentence,
    corrects: true,
    insteadOf: insteadOf && cleanValue(insteadOf),
  };
}

function read(clause: Clause): ExtractedFact | null {
  for (const statement of STATEMENTS) {
    const groups = statement.pattern.exec(clause.text)?.groups;
    const fact = groups && factOf(clause, statement, groups);
    if (fact) return fact;
  }
  const bare = bareCorrection(clause);
  if (bare) return bare;
  if (!clause.remember || clause.text.split(/\s+/).length < 2) return null;
  return { subject: NOTE, value: clause.text, sentence: clause.sentence, corrects: false, insteadOf: null };
}

/** What is said to the assistant about all that follows; a story told in the past is none. */
const TOLD = new RegExp(
  [
    String.raw`^(?:(?:you (?:must|should|have to|need to)|from now on,?|in (?:the )?future,?)\s+)*(?:please\s+)?`,
    String.raw`(?:(?:always|never|don't ever|do not ever)\s+(?!mind\b|been\b|heard\b|seen\b|said\b|`,
    String.raw`thought\b|knew\b|had\b|a\b|the\b|in\b|again\b|happy\b|\w+ed\b).+|`,
    String.raw`(?<=from now on,?\s+|in (?:the )?future,?\s+)`,
    String.raw`(?:answer|call|use|write|speak|reply|keep|avoid|do|don't|be)\b.+)$`,
  ].join(''),
  'i',
);

/** "Always answer in French": what the assistant is to do from now on. */
function ruleOf(clause: Clause): ExtractedFact | null {
  if (!TOLD.test(clause.text)) return null;
  const value = clause.text.replace(/^you (?:must|should|have to|need to)\s+/i, '');
  return { subject: RULE, value, sentence: clause.sentence, corrects: false, insteadOf: null };
}

/**
 * The durable values that a message states: names, numbers, dates, rules, preferences, corrections, and what it says to
 * remember. By rules, for English, and only what the person says of how things are: rather nothing than something that
 * was not said. What it returns is data, whatever the sentence asks for.
 *
 * @returns in the order of the text. A correction that names no subject has the subject ''.
 */
export function extractFacts(text: string, role: TurnRole): ExtractedFact[] {
  if (role !== 'user') return [];
  return clausesOf(text)
    .flatMap((clause) => ruleOf(clause) ?? read(clause) ?? [])
    .slice(0, MAX_FACTS);
}
