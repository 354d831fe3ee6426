import { oneOf } from './oneOf.ts';
import type { Stated, Statement } from './Statement.ts';
import { valueKind } from './valueOf.ts';

const SINCE = oneOf('just | recently | finally | now | already | currently | also | since');
/** No second word of "my best friend". */
const NO_NOUN = String.raw`(?:\p{L}+ly|${oneOf(`
  has | have | had | is | am | are | was | were | does | did | do | will | would | could | can | may | might | should |
  never | always | sometimes | often | still | once | not | no | nearly | almost | used | ${SINCE}`)})\b`;
const OF_NAME = String.raw`\p{Lu}[\p{L}-]+(?:'s\s[\p{L}-]+|\s\p{Lu}[\p{L}-]+)??`;
/** Of whom it is said: the person who writes, "my sister", "my sister Anna", "Anna", "Anna's sister". */
const WHO = String.raw`(?<s>[Ii]|[Ww]e|(?:[Mm]y|[Oo]ur)\s+[\p{L}'-]+(?:\s+(?!${NO_NOUN})[\p{L}'-]+)??|${OF_NAME})`;
/** What may stand between whom it is about and what they do. */
const HAS = String.raw`(?:'ve|'s|\s+have|\s+has|\s+had)?(?:\s+${SINCE})?\s+`;
const IS = String.raw`(?:'m|'s|'re|\s+is|\s+are|\s+am)(?:\s+${SINCE})?\s+`;
const DOES = String.raw`(?:\s+${SINCE})?\s+`;
/** What ended before: "sold the old one and drives …". */
const ENDED = String.raw`(?<e>\s+(?:has\s+|have\s+|was\s+|were\s+|is\s+)?${oneOf(`
  left | quit | sold | gave | stopped | changed | switched | divorced | retrained | moved | dropped | lost | resigned |
  traded | retired`)}(?:\s[^,;]{1,60})??(?:,|\s+and)(?:\s+(?:have|has|is|am|are))?(?:\s+${SINCE})?\s+)`;

/** Capitalised words, with the small ones that join them. */
const NAMES = String.raw`(?:(?:the|an?)\s+)?\p{Lu}[\p{L}\d'.&-]*(?:,?\s(?:\p{Lu}[\p{L}\d'.&-]*|(?:of|de|del|la|am|an der|on|upon)(?=\s\p{Lu})|\d+))*`;
/** Of "Siemens, not Bosch" both, to be told apart later. */
const VALUE = `(?<v>${NAMES}(?:,?\\s(?:not|instead of|rather than)\\s${NAMES})?)`;
/** What comes after a name and is no part of it. Two of them are no single value. */
const REST = String.raw`(?:[,\s]+(?!(?:and|or)\s+(?:the\s+)?\p{Lu}).*)?`;
/** A name, what colour it has, and which of them: "blue Volvo estate". */
const CAR = String.raw`(?<v>(?:[\p{Ll}-]+\s)?${NAMES}(?:\s(?!${oneOf('and | or | to | for | with | in | on | at | that | which | because | every | these | now')}\b)[\p{Ll}\d-]+){0,2})`;
const DOCTOR = String.raw`(?:Dr\.?|Doctor)\s\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?`;

/** Words that begin a sentence and name nobody. */
const NOBODY = new RegExp(
  `^${oneOf(`
    He | She | It | They | You | That | This | There | Who | The | My | Our | Someone | Somebody | Everyone |
    Everybody | Nobody | People | Many | Some | Most | One | What | When | Where | Why | How | Then | And | But | So |
    Now | Yes | No`)}$`,
);

const owner = (s: string): string => (/^(?:i|we)$/i.test(s) ? "user's" : `${s}'s`);

const ofPerson =
  (slot: string, more: Partial<Stated> = {}) =>
  ({ s = '', v = '', o, e }: Readonly<Record<string, string>>): Stated | null => {
    if (NOBODY.test(s)) return null;
    const corrects = more.corrects === true || e !== undefined;
    return { subject: `${owner(s)} ${slot}`, value: v, insteadOf: o ?? null, ...more, corrects };
  };

/** A whole sentence in which case tells names from words. */
const named = (...parts: readonly string[]): RegExp => new RegExp(`^${parts.join('')}$`, 'u');

/** How it is, alone or after what ended: "works at Bosch", "left Siemens and works at Bosch". */
const state = (verb: string, value: string, made: Statement['make']): Statement => ({
  pattern: named(WHO, `(?:${ENDED}|${DOES})`, verb, value, REST),
  make: made,
});

/** "My appointment moved to Friday" is not about where it lives. */
const moved: Statement['make'] = (groups) => (valueKind(groups['v'] ?? '') === 'number' ? null : ofPerson('home', { corrects: true })(groups));

/** A day is what "birthday" is about, too; a year or a place is not. */
const born: Statement['make'] = (groups) =>
  ofPerson(/^\d{1,2}\b(?!\d)|^\p{L}+ \d{1,2}\b/u.test(groups['v'] ?? '') ? 'birthday' : 'birth', { definite: true })(groups);

/**
 * What is said of persons, by what it is about: how it is, and what has happened that makes it so. Both give one subject,
 * so that the one takes the place of the other.
 */
export const PERSON_STATEMENTS: readonly Statement[] = [
  state(String.raw`lives? (?:in|at|near)\s+`, VALUE, ofPerson('home')),
  {
    pattern: named(WHO, HAS, String.raw`(?:moved|relocated) (?:from (?<o>${NAMES}) )?(?:back )?to\s+${VALUE}`, REST),
    make: moved,
  },
  { pattern: named(WHO, HAS, String.raw`settled (?:down )?in\s+${VALUE}`, REST), make: ofPerson('home', { corrects: true }) },
  state(String.raw`works? (?:at|for)\s+`, VALUE, ofPerson('employer')),
  {
    pattern: named(
      WHO,
      HAS,
      String.raw`(?:started (?:work|working|a (?:new )?job)|(?:got|found|taken|took) a (?:new )?(?:job|position)) (?:at|for|with)\s+${VALUE}`,
      REST,
    ),
    make: ofPerson('employer', { corrects: true }),
  },
  state(String.raw`works? as\s+`, '(?<v>.+)', ofPerson('job')),
  {
    pattern: named(
      WHO,
      String.raw`(?:'ve got|\s+(?:has|have|has got|have got|owns|own|keeps|keep|adopted|got))\s+(?:a|an)\s+(?<w>[\p{L}-]+(?:\s[\p{L}-]+)?)\s+`,
      String.raw`(?:called|named)\s+${VALUE}`,
      REST,
    ),
    make: ({ w = '', ...groups }) => ofPerson(`${w}'s name`)(groups),
  },
  state(String.raw`drives? (?:a|an|the|my|his|her)\s+`, CAR, ofPerson('car')),
  { pattern: named(WHO, IS, String.raw`married to\s+${VALUE}`, REST), make: ofPerson('spouse') },
  {
    pattern: named(WHO, ENDED, String.raw`married to\s+${VALUE}`, REST),
    make: ofPerson('spouse', { corrects: true }),
  },
  {
    pattern: named(WHO, HAS, String.raw`(?:got married to|married)\s+(?<v>${NAMES})`, REST),
    make: ofPerson('spouse', { corrects: true }),
  },
  { pattern: named(WHO, IS, String.raw`a patient of\s+(?<v>${DOCTOR})`, REST), make: ofPerson('doctor') },
  state(String.raw`sees?\s+`, `(?<v>${DOCTOR})`, ofPerson('doctor')),
  {
    pattern: named(WHO, HAS, String.raw`(?:changed|switched|gone|went) to\s+(?<v>${DOCTOR})`, REST),
    make: ofPerson('doctor', { corrects: true }),
  },
  { pattern: named(WHO, IS, String.raw`allergic to\s+(?<v>.+)`), make: ofPerson('allergy') },
  { pattern: named(WHO, String.raw`\s+(?:was|is) born (?:on|in)\s+(?<v>.+)`), make: born },
  {
    pattern: named(WHO, IS, String.raw`(?<v>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+years old`),
    make: (groups) => ofPerson('age')({ ...groups, v: `${groups['v'] ?? ''} years` }),
  },
  {
    pattern: named(WHO, HAS, String.raw`turned\s+(?<v>\d{1,3})`, String.raw`(?:\s+(?:today|yesterday|this|last|on|in)\b.*)?`),
    make: (groups) => ofPerson('age', { corrects: true })({ ...groups, v: `${groups['v'] ?? ''} years` }),
  },
];
