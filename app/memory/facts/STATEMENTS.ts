import { oneOf } from './oneOf.ts';
import { PERSON_STATEMENTS } from './PERSON_STATEMENTS.ts';
import type { Stated, Statement } from './Statement.ts';
import { ALLERGY, DISLIKES, LANGUAGE, LIKES } from './SUBJECTS.ts';

/** Nouns whose value is a value, whatever it looks like: "password", "favourite colour". */
const ATTRIBUTE = new RegExp(
  String.raw`\b${oneOf(String.raw`
    name | surname | nickname | birthday | birthdate | birth date | anniversary | age | height | weight |
    address | street | city | hometown | country | phone | phone number | e-?mail | e-?mail address |
    password | passphrase | username | job | profession | occupation | employer |
    salary | budget | shoe size | blood type | diet | (?:favou?rite|preferred)\s[\w\s'-]{2,30} |
    colou?r | hobby | language | mother tongue | nationality | religion | time ?zone | deadline | due date |
    title | brand | goal | star sign`)}$`,
  'i',
);
/** Nouns about what is being said, not about the world. */
const TALK = new RegExp(
  String.raw`\b${oneOf(`
    question | point | guess | problem | idea | opinion | understanding | answer | concern | feeling | issue |
    fault | turn | pleasure | bad | suggestion | reason | thing | way | fact | rest | part | one | ones |
    first | second | last | next | best | worst | same | other | bottom line | truth | trouble | difference |
    result | output | error | code above | text | sentence | word | god | goodness | mistake | example |
    latter | former | key | most | least`)}$`,
  'i',
);

const OWN = String.raw`(?:my|our)\s+[\p{L}\d][\p{L}\d'&/-]*(?:\s+(?:of|for|in|to|at|the|my|[\p{L}\d'&/-]+)){0,6}?`;
const THE = String.raw`the\s+[\p{L}\d][\p{L}\d'&/-]*(?:\s+[\p{L}\d'&/-]+){0,7}?`;
const NAMED = String.raw`\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?'s\s+[\p{L}\d'-]+(?:\s+[\p{L}\d'-]+){0,4}?`;
const IS = String.raw`\s+(?:is|are|will be|is now|are now)(?:\s+(?:now|currently|actually|still))?\s+`;
const ISNT = String.raw`\s+(?:isn't|is not|aren't|are not|wasn't|was not)\s+`;
const CHANGED = oneOf(`
  moved | postponed | rescheduled | changed | pushed back | pushed | brought forward | delayed | switched | updated |
  shifted | raised | lowered | increased | reduced | extended`);
const WAS = '(?:is|was|has been|have been|were|are|got|will be)';
const BY_ITSELF = oneOf('changed | went up | gone up | went down | gone down | rose | risen | fell | fallen | dropped');
/** A whole sentence, in parts. */
const re = (...parts: readonly string[]): RegExp => new RegExp(`^${parts.join('')}$`, 'iu');
/** Case tells names from words here. */
const named = (...parts: readonly string[]): RegExp => new RegExp(`^${parts.join('')}$`, 'u');

const about =
  (subject: string, more: Partial<Stated> = {}) =>
  ({ v = '' }: Readonly<Record<string, string>>): Stated => ({ subject, value: v, ...more });

/** "my dog is called Rufus": the value is that of a name. */
const nameOf = ({ s = '', v = '' }: Readonly<Record<string, string>>): Stated => ({
  subject: `${s}'s name`,
  value: v,
});

const SOME = /^(?:the|my|our)\s+(?:best|worst|first|last|next|only|main|whole|other|same|biggest|most|least)\s/i;

function isA({ s = '', v = '' }: Readonly<Record<string, string>>): Stated | null {
  if (SOME.test(s) || (TALK.test(s) && !ATTRIBUTE.test(s))) return null;
  const owned = /^(?:my|our)\s/i.test(s);
  const what = owned && /^an?\s+(?!bit|little|lot|mess|problem|pain|disaster|nightmare|joke|shame)\p{L}+/iu.test(v);
  const definite = !(ATTRIBUTE.test(s) || what);
  return { subject: s, value: v, definite };
}

/** "Our cat was renamed to Tom": another name, whatever was said of it before. */
const renamed = ({ o, ...groups }: Readonly<Record<string, string>>): Stated => ({
  ...nameOf(groups),
  corrects: true,
  insteadOf: o ?? null,
});

/** Another value of the same thing. */
const changed = ({ s = '', v = '', o }: Readonly<Record<string, string>>): Stated | null =>
  TALK.test(s) ? null : { subject: s, value: v, definite: true, corrects: true, insteadOf: o ?? null };

/** Tried in this order; the first whose value holds is what the sentence says. */
export const STATEMENTS: readonly Statement[] = [
  {
    pattern: re(
      String.raw`(?:my name(?:'s| is)|i(?:'m| am) called)\s+(?<v>[\p{L}'-]+(?:\s[\p{L}'-]+){0,3}(?:,? not .+)?)`,
    ),
    make: about("user's name"),
  },
  {
    pattern: named(
      String.raw`(?:[Yy]ou can |[Yy]ou may |[Pp]lease )?[Cc]all me\s+(?<v>\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+){0,2})`,
    ),
    make: about("user's name"),
  },
  {
    pattern: re(String.raw`i(?:'m| am)\s+(?<v>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+years old`),
    make: ({ v = '' }) => ({ subject: "user's age", value: `${v} years` }),
  },
  { pattern: re(String.raw`i(?:'m| am)\s+(?:severely |very |highly )?allergic to\s+(?<v>.+)`), make: about(ALLERGY) },
  {
    pattern: re(
      String.raw`i(?:'m| am)\s+(?:a\s+|an\s+)?(?<v>vegan|vegetarian|pescatarian|lactose intolerant|gluten intolerant`,
      String.raw`|diabetic|coeliac|celiac)`,
    ),
    make: about("user's diet"),
  },
  {
    pattern: named(String.raw`[Ii](?:'m| am)\s+(?:originally )?from\s+(?<v>(?:the )?\p{Lu}.+)`),
    make: about("user's origin"),
  },
  {
    pattern: named(String.raw`(?:I|We|i|we)(?: now| currently)? live (?:in|at|near|on)\s+(?<v>.*[\p{Lu}\d].*)`),
    make: about("user's home"),
  },
  {
    pattern: named(
      String.raw`(?:I|We|i|we)(?:'ve| have)?(?: just| recently)? moved `,
      String.raw`(?:from (?<o>.+?) )?to\s+(?<v>(?:the )?\p{Lu}.*)`,
    ),
    make: ({ v = '', o }) => ({ subject: "user's home", value: v, corrects: true, insteadOf: o ?? null }),
  },
  {
    pattern: named(String.raw`[Ii](?: now| currently)? work (?:at|for)\s+(?<v>(?:the |a |an )?\p{Lu}.*)`),
    make: about("user's employer"),
  },
  { pattern: re(String.raw`i(?: now| currently)? work as\s+(?<v>.+)`), make: about("user's job") },
  {
    pattern: re(String.raw`i(?: was|'m| am) born (?:on|in)\s+(?<v>.+)`),
    make: about("user's birth", { definite: true }),
  },
  { pattern: named(String.raw`[Ii] speak\s+(?<v>\p{Lu}.*)`), make: about(LANGUAGE) },
  {
    pattern: re(
      String.raw`(?:i|we) (?:have|own|got|adopted)\s+(?:a|an)\s+(?<s>[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:called`,
      String.raw`|named|whose name is)\s+(?<v>[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)`,
    ),
    make: ({ s = '', v = '' }) => nameOf({ s: `my ${s}`, v }),
  },
  {
    pattern: re(
      String.raw`(?<s>${OWN}|${NAMED})(?:'s| is| are)(?: now)? (?:called|named)\s+(?<v>[\p{L}\d'-]+(?:\s[\p{L}\d'-]+){0,3}?`,
      String.raw`(?:,? not .+)?)`,
    ),
    make: nameOf,
  },
  {
    pattern: re(
      String.raw`(?:i|we) (?:named|called)\s+(?<s>(?:my|our)\s[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?<v>\p{Lu}[\p{L}'-]+)`,
    ),
    make: nameOf,
  },
  {
    pattern: re(
      String.raw`(?:i|we)(?:'ve got| have(?: got)?)\s+(?<v>\d+|two|three|four|five|six|seven|eight|nine`,
      String.raw`|ten)\s+(?<s>(?:children|kids|sons|daughters|brothers|sisters|siblings|dogs|cats|pets`,
      String.raw`|cars|bikes|grandchildren|horses|chickens)(?:\s.{0,0})?)`,
    ),
    make: ({ s = '', v = '' }) => ({ subject: `number of my ${s}`, value: v }),
  },
  {
    pattern: re(
      String.raw`i (?:really |absolutely |just )?(?:like|love|enjoy|adore|prefer)\s+(?!it\b|this\b|that\b`,
      String.raw`|you\b|your\b|how\b|what\b|when\b|the way\b|the idea\b|them\b|him\b|her\b|to (?:know|see`,
      String.raw`|hear|ask|think)\b)(?<v>[\p{L}\d'-]+(?:\s[\p{L}\d'-]+){0,9})`,
    ),
    make: about(LIKES),
  },
  {
    pattern: re(
      String.raw`i (?:really |absolutely )?(?:hate|dislike|detest|can't stand|cannot stand|don't like|do not like)\s+`,
      String.raw`(?!it\b|this\b|that\b|you\b|your\b|how\b|what\b|when\b|the way\b|the idea\b|them\b|him\b`,
      String.raw`|her\b|to (?:say|ask|admit|think)\b)(?<v>[\p{L}\d'-]+(?:\s[\p{L}\d'-]+){0,9})`,
    ),
    make: about(DISLIKES),
  },
  ...PERSON_STATEMENTS,
  {
    pattern: re(
      String.raw`(?<s>${OWN}|${THE}|${NAMED})\s+${WAS}\s+(?:now )?renamed\s+(?:from\s+(?<o>.+?)\s+)?(?:to\s+)?`,
      String.raw`(?<v>.+)`,
    ),
    make: renamed,
  },
  {
    pattern: re(
      String.raw`(?:i|we|they|he|she|[\p{L}]+)(?:'ve| have| had| has)?(?: just)? renamed\s+(?<s>${OWN}|${THE})\s+`,
      String.raw`(?:from\s+(?<o>.+?)\s+)?to\s+(?<v>.+)`,
    ),
    make: renamed,
  },
  {
    pattern: re(
      String.raw`(?<s>${OWN}|${THE}|${NAMED})\s+${WAS}\s+(?:now )?`,
      String.raw`(?:${CHANGED})\s+(?:from\s+(?<o>.+?)\s+)?to\s+(?<v>.+)`,
    ),
    make: ({ s = '', v = '', o }) =>
      TALK.test(s) ? null : { subject: s, value: v, corrects: true, insteadOf: o ?? null },
  },
  {
    pattern: re(
      String.raw`(?<s>${OWN}|${THE}|${NAMED})(?: has| have| had)?(?: just)?\s+${BY_ITSELF}\s+`,
      String.raw`(?:from\s+(?<o>.+?)\s+)?to\s+(?<v>.+)`,
    ),
    make: changed,
  },
  {
    pattern: re(
      String.raw`(?:i|we|they|he|she|[\p{L}]+)(?:'ve| have| had| has)?(?: just)? (?:${CHANGED})\s+(?<s>`,
      String.raw`${OWN}|${THE})\s+(?:from\s+(?<o>.+?)\s+)?to\s+(?<v>.+)`,
    ),
    make: changed,
  },
  {
    pattern: re(
      String.raw`(?:i|we)(?:'ve| have)?(?: just| now)?\s+(?:got|have|chose|chosen|set)\s+a new\s+(?<s>[\p{L}\s'-]{3,40}?)`,
      String.raw`(?:\s*[:,–—-]|,?\s+(?:it is|it's|which is))\s+(?<v>.+)`,
    ),
    make: ({ s = '', v = '' }) => changed({ s: `my ${s}`, v }),
  },
  {
    pattern: re(String.raw`(?<s>${OWN}|${THE}|${NAMED})\s+(?:has become|have become|became)\s+(?:now\s+)?(?<v>.+)`),
    make: (groups) => {
      const made = isA(groups);
      return made && { ...made, corrects: true };
    },
  },
  {
    pattern: re(String.raw`(?<s>${OWN}|${THE})${ISNT}(?<o>.+?),?\s+(?:but|it's|it is|they're)\s+(?<v>.+)`),
    make: ({ s = '', v = '', o }) =>
      TALK.test(s) && !ATTRIBUTE.test(s)
        ? null
        : { subject: s, value: v, definite: !ATTRIBUTE.test(s), corrects: true, insteadOf: o ?? null },
  },
  { pattern: re(String.raw`(?<s>${OWN}|${THE})${IS}(?<v>.+)`), make: isA },
  { pattern: named(String.raw`(?<s>${NAMED})${IS}(?<v>.+)`), make: isA },
];
