import { createRandom } from '../../../main/engine/sampling/createRandom.ts';
import { factKinds, people } from './factKinds.ts';
import type { FactKind } from './FactKind.ts';
import { falseFriend } from './falseFriend.ts';
import { type Exchange, smallTalk } from './smallTalk.ts';
import { valuePools } from './valuePools.ts';

export interface PlantedFact {
  readonly kind: string;
  readonly person: string;
  /** in the order in which they were told; the last one holds */
  readonly values: readonly string[];
  readonly change: 'none' | 'updated' | 'corrected';
  readonly questions: readonly string[];
}

export interface PlantedDialogue {
  readonly exchanges: readonly Exchange[];
  readonly facts: readonly PlantedFact[];
}

export interface DialogueOptions {
  readonly seed: number;
  readonly facts: number;
  /** size of the whole, counted by `count` */
  readonly tokens: number;
  readonly count: (text: string) => number;
}

const UPDATED = 0.3;
const CORRECTED = 0.1;
/** Share of what is told that stands in the middle of talk about something else. */
const IN_PASSING = 0.5;
/** Share of answers that say again what was told. */
const ECHOED = 0.3;
/** Misleading remarks for each fact. */
const MISLEADING = 0.5;

const AT_ONCE = [
  'No, I mixed that up, it is {v}.',
  'Sorry, what I just said was wrong: {v} is right.',
  'Wait, I was wrong a moment ago. It should have been {v}.',
];
const LATER = [
  'I told you something wrong about {t}. The truth is {v}.',
  'I have to take back what I said about {t}: {v} is right.',
  'My mistake about {t}: I looked again, and {v} is correct.',
];
const THANKS = ['Thank you, I will keep that in mind.', 'Good to know.', 'I see, thanks for telling me.', 'All right.'];

/** One thing that is said, with what follows at once; `order` places it in the dialogue. */
interface Event {
  readonly order: number;
  readonly exchanges: readonly Exchange[];
}

/**
 * Facts planted in generated small talk, three of ten changed later once or twice, one of ten wrong at first and
 * corrected, with misleading remarks around them: other people's, thought up, out of date. Every value is
 * used once, so that where it stands is where it was said. The same options give the same dialogue.
 */
export function plantedDialogue({ seed, facts: count, tokens, count: countTokens }: DialogueOptions): PlantedDialogue {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const unused = Object.fromEntries(Object.entries(valuePools).map(([name, values]) => [name, shuffled(values, random)]));
  const takeValue = ({ values }: FactKind): string | null => unused[values]!.pop() ?? null;
  const tell = (text: string): Exchange => {
    const said = capitalised(text);
    const talk = smallTalk(random);
    const passing = random() < IN_PASSING;
    const echo = random() < ECHOED ? `So ${yours(text)} ` : `${pick(THANKS)} `;
    return { user: passing ? `${said} ${talk.user}` : said, assistant: passing ? echo + talk.assistant : echo.trim() };
  };

  const facts: PlantedFact[] = [];
  const events: Event[] = [];
  for (const [person, kind] of shuffled(people.flatMap((name) => factKinds.map((each) => [name, each] as const)), random)) {
    if (facts.length === count) break;
    const lot = random();
    const change = lot < UPDATED ? 'updated' : lot < UPDATED + CORRECTED ? 'corrected' : 'none';
    const wanted = change === 'none' ? 1 : change === 'corrected' || random() < 0.5 ? 2 : 3;
    const values = Array.from({ length: wanted }, () => takeValue(kind)).filter((value) => value !== null);
    if (values.length < wanted) continue;
    const put = (template: string, value: string): string =>
      template.replaceAll('{t}', kind.topic).replaceAll('{o}', person).replaceAll('{v}', value);
    const orders = values.map(() => random()).toSorted((a, b) => a - b);
    const first = tell(put(pick(kind.statements), values[0]!));
    const atOnce = change === 'corrected' && random() < 0.5;
    events.push({ order: orders[0]!, exchanges: atOnce ? [first, tell(put(pick(AT_ONCE), values[1]!))] : [first] });
    for (const [i, value] of values.slice(1).entries()) {
      if (atOnce) break;
      events.push({ order: orders[i + 1]!, exchanges: [tell(put(pick(change === 'corrected' ? LATER : kind.updates), value))] });
    }
    facts.push({ kind: kind.name, person, values, change, questions: kind.questions.map((text) => put(text, '')) });
  }
  for (let i = 0; i < facts.length * MISLEADING; i++) {
    const kind = pick(factKinds);
    const value = takeValue(kind);
    if (value === null) continue;
    const text = falseFriend(pick(kind.statements).replaceAll('{v}', value), pick(people), random);
    events.push({ order: random(), exchanges: [tell(text)] });
  }
  let missing = tokens - events.reduce((sum, { exchanges }) => sum + sizeOf(exchanges, countTokens), 0);
  while (missing > 0) {
    const exchanges = [smallTalk(random)];
    missing -= sizeOf(exchanges, countTokens);
    events.push({ order: random(), exchanges });
  }
  return { facts, exchanges: events.toSorted((a, b) => a.order - b.order).flatMap(({ exchanges }) => exchanges) };
}

function sizeOf(exchanges: readonly Exchange[], count: (text: string) => number): number {
  return exchanges.reduce((sum, { user, assistant }) => sum + count(user) + count(assistant), 0);
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

function yours(text: string): string {
  return text.replace(/\bmy\b/gi, 'your').replace(/\bI\b/g, 'you');
}
