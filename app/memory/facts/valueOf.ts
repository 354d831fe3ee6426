import { oneOf } from './oneOf.ts';

const NUMBER_WORD = oneOf(`
  one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | twenty | thirty |
  forty | fifty | sixty | hundred`);
const DAY = oneOf(`
  monday | tuesday | wednesday | thursday | friday | saturday | sunday | january | february | march | april |
  may | june | july | august | september | october | november | december | noon | midnight | tomorrow |
  tonight`);
const LEAD = String.raw`(?:${oneOf(`
  on | at | in | by | from | about | around | exactly | roughly | called | named | the | next | now | still |
  room | number | every | until | before | after | due | over`)}\s+)*`;
/** A number, a date or a name stands at the beginning, after a preposition at most. */
const DEFINITE = new RegExp(`^${LEAD}["'“]?(?:\\S*\\d|(?:${NUMBER_WORD})\\b|(?:${DAY})\\b)`, 'i');
const NAME = new RegExp(`^(?:(?:on|at|in|by|from|called|named|the|now|still)\\s+)*["'“]?\\p{Lu}[\\p{L}\\d]`, 'u');

/** Words that make what precedes them no value but a remark. */
const REMARK = new RegExp(
  String.raw`^${oneOf(`
    not | that | how | what | why | whether | going | trying | getting | being | been | so | too | very |
    really | quite | pretty | just | also | always | never | like | as | better | worse | good | bad | great |
    fine | ok | okay | nice | right | wrong | true | false | sure | a bit | a little | a lot | a mess |
    a problem | a pain | a disaster | a nightmare | a joke | a shame | it | this | these | those | here |
    there | done | broken | gone | back | up | down | out | off | ready | late | early | over | killing |
    hurting | in the way`)}\b`,
  'i',
);

/** What is said after a value and is no part of it. */
const AFTERTHOUGHT = new RegExp(
  String.raw`[,\s]+${oneOf(`
    now | instead | these days | nowadays | anymore | any more | by the way | btw | though | too | as well |
    from now on | please | after all`)}$`,
  'i',
);

const MAX_WORDS = 14;

/** A value without the signs and small words around it; null when it is no value that lasts. */
export function cleanValue(text: string): string | null {
  const value = text
    .replace(AFTERTHOUGHT, '')
    .replace(/^now\s+/i, '')
    .replace(/^["“'](.*)["”']$/, '$1')
    .replace(/[\s.,;:!]+$/u, '')
    .trim();
  const words = value.split(/\s+/).length;
  return value === '' || words > MAX_WORDS || /[?]/.test(value) || REMARK.test(value) ? null : value;
}

/** What kind of value it is, as far as its words tell. */
export function valueKind(value: string): 'number' | 'name' | 'other' {
  if (DEFINITE.test(value)) return 'number';
  return NAME.test(value) ? 'name' : 'other';
}
