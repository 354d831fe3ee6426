import { oneOf } from './oneOf.ts';

/** One statement of a person's, without what leads into it. */
export interface Clause {
  /** without the sign at its end */
  readonly text: string;
  readonly sentence: string;
  /** begins with "no", "actually", "correction" or the like */
  readonly corrects: boolean;
  /** begins with "remember that" or the like */
  readonly remember: boolean;
}

/** In UTF-16 units: a longer message is something that was pasted; a longer sentence states no single fact. */
const MAX_MESSAGE = 4_000;
const MAX_SENTENCE = 400;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

const GREETING = new RegExp(
  String.raw`^(?:${oneOf(String.raw`
    hi | hello | hey | ok | okay | well | so | oh | and | also | but | btw | by the way | fyi |
    just so you know | for the record | for your information | please | yes | yeah | thanks | thank you |
    hi there | one more thing | you should know(?: that)? | i want you to know(?: that)? |
    let me tell you(?: that)? | note(?: that)?`)}` +
    String.raw`(?:\s*[,:;.!–—-]+\s*|\s+(?=(?:please|remember|my|our|the|i|i'm|we|always|never|from now on|` +
    String.raw`actually|no,|don't forget|keep in mind)\b)))+`,
  'i',
);
const CORRECTION = new RegExp(
  String.raw`^(?:${oneOf(String.raw`
    no | nope | actually | correction | sorry | wait | oops | my mistake | i was wrong | i meant | i mean |
    that's wrong | that is wrong | that was wrong`)}` +
    String.raw`(?:\s*[,:;.!–—-]+\s*|\s+(?=(?:actually|no|it|it's|my|our|the|i|we|that|that's|not)\b)))+`,
  'i',
);
const REMEMBER = new RegExp(
  String.raw`^(?:(?:please\s+)?${oneOf(String.raw`
    remember | keep in mind | bear in mind | don't forget | do not forget | make a note | take note | note`)}` +
    String.raw`(?:\s+(?:this|that|also|please))*(?:\s*[:,]\s*|\s+))`,
  'i',
);
/** Not said of how things are: thought up, asked, reported, or told as a story. */
const NOT_SAID = new RegExp(
  String.raw`^${oneOf(String.raw`
    if | suppose | imagine | assume | assuming | pretend | let's say | let us say | say | what | when | where |
    who | why | how | which | whether | maybe | perhaps | unless | although | once upon | for example |
    e\.g\. | write | translate | rewrite | summari[sz]e | explain | correct | check | fix | repeat`)}` + String.raw`\b`,
  'i',
);
const JOINED = new RegExp(
  String.raw`\s*(?:;|,?\s+(?:and|but|so|because|although|while)` +
    String.raw`(?=\s+(?:i|i'm|i've|my|our|he|she|it|we|they|his|her|their|the|you|that)\b)|` +
    String.raw`,\s+(?:which|who|where)\b)\s*`,
  'i',
);

/** A title does not end a sentence: "Dr. Miller". */
const TITLE = /\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|Nr)\.$/;

function sentencesOf(line: string): string[] {
  const found: string[] = [];
  for (const { segment } of sentences.segment(line)) {
    const before = found.at(-1);
    if (before !== undefined && TITLE.test(before)) found[found.length - 1] = `${before} ${segment.trim()}`;
    else found.push(segment.trim());
  }
  return found;
}

function clause(text: string, sentence: string): Clause {
  let rest = text.replace(GREETING, '');
  const corrects = CORRECTION.test(rest);
  rest = rest.replace(CORRECTION, '').replace(GREETING, '');
  const remember = REMEMBER.test(rest);
  rest = rest.replace(REMEMBER, '');
  return { text: rest.replace(/[\s.!,;:…]+$/u, '').trim(), sentence, corrects, remember };
}

/**
 * The statements of a message: no questions, nothing thought up, no code, nothing quoted. Joined statements come apart
 * where the second has a subject of its own.
 */
export function clausesOf(text: string): Clause[] {
  if (text.length > MAX_MESSAGE) return [];
  const own = text
    .replaceAll('’', "'")
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^\s*>.*$/gm, '');
  const lines = own.split(/\n+/).map((line) => line.replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+/, '').trim());
  // A message that hands over a text to work on ("translate this: …") states nothing of the person's.
  const task = lines.findIndex((line) => line.endsWith(':') && NOT_SAID.test(line.replace(GREETING, '')));
  const said = task < 0 ? lines : lines.slice(0, task);
  return said
    .flatMap(sentencesOf)
    .filter((sentence) => sentence !== '' && sentence.length <= MAX_SENTENCE)
    .filter((sentence) => !/\?["')\s]*$/.test(sentence) && !/^["“«']/.test(sentence))
    .filter((sentence) => !NOT_SAID.test(sentence.replace(GREETING, '').replace(CORRECTION, '')))
    .flatMap((sentence) => {
      const [first = '', ...others] = sentence.split(JOINED);
      const head = clause(first, sentence);
      return [head, ...others.map((part) => ({ ...clause(part, sentence), corrects: head.corrects }))];
    })
    .filter(({ text }) => text !== '');
}
