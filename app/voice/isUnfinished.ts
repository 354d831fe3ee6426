import { wordsOf } from './wordsOf.ts';

/** English words that no sentence ends with: what they belong to is still to come. */
const OPENERS = new Set(
  'a an the my your our their its every and or but because if whether although unless until while whose than to into onto upon between among toward towards without'.split(' '),
);
/** Those that a statement hardly ends with, though a question may ("Where are you from?") and a short order ("Come in."). */
const STATEMENT_OPENERS = new Set('of at in on from with for about by as that which who when where could would should is are was were am have has had'.split(' '));
const SHORT = 3;
/** What asks for a sentence of its own: "could you tell me", "I would like to know". */
const LEAD_IN = /\b(?:(?:could|can|would|will) you(?: please)? (?:tell me|explain|say)|i(?:'d| would)? (?:like|want|love) to know|wondering(?: if you (?:could|can|would))?|tell me something about)$/u;
/** A clause that a main clause follows; with "?" it is a question. */
const SUBORDINATE = /^(?:when|if|while|because|although|since|unless|whenever|as soon as) [^,;]*\.$/iu;

/**
 * Whether a text, though recognition closed it with a mark, plainly goes on: it is cut behind an article, a conjunction,
 * a preposition or a lead-in, or has but a clause that another one follows. English; of other languages it knows nothing.
 */
export function isUnfinished(text: string): boolean {
  const last = /[^.!?…]*[.!?…]*["'”’»)\]]*$/u.exec(text.trimEnd())?.[0].trim() ?? '';
  const words = wordsOf(last);
  const word = words.at(-1);
  if (word === undefined) return false;
  const isQuestion = /\?["'”’»)\]]*$/u.test(last);
  if (OPENERS.has(word)) return true;
  if (!isQuestion && words.length > SHORT && STATEMENT_OPENERS.has(word)) return true;
  return LEAD_IN.test(words.join(' ')) || SUBORDINATE.test(last);
}
