import { openStore } from '../openStore.ts';

/**
 * A program to be killed: streams answers into a store without end, and says on its standard output, a line of JSON
 * each, what the store has confirmed. Arguments: the database, and a number from which the texts are made.
 */
export type Confirmed =
  | { readonly kind: 'turn'; readonly id: string; readonly text: string }
  | { readonly kind: 'part'; readonly id: string; readonly length: number };

/** The text of an answer by its number: words that can be looked for, of very different lengths. */
export function answerText(number: number): string {
  return Array.from({ length: 5 + ((number * 7919) % 400) }, (_, i) => `word${number}x${i} 河😀`).join(' ');
}

const tell = (line: Confirmed): Promise<void> =>
  new Promise((resolve) => void process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve()));

async function write(file: string, first: number): Promise<never> {
  const { client: store } = await openStore(file);
  await store.recover({});
  const { conversations } = await store.list({});
  const { id: conversationId } = conversations[0] ?? (await store.create({}));
  for (let number = first; ; number++) {
    const { turn: leaf } = await store.leaf({ conversationId });
    const common = { conversationId, edited: false, model: null };
    const text = `question ${number}`;
    const message = await store.addTurn({
      ...common,
      parentId: leaf?.id ?? null,
      role: 'user',
      text,
      state: 'complete',
    });
    await tell({ kind: 'turn', id: message.id, text });
    const answer = await store.addTurn({
      ...common,
      parentId: message.id,
      role: 'assistant',
      text: '',
      state: 'answering',
    });
    const whole = answerText(number);
    for (let at = 0; at < whole.length; at += 97) {
      // This cuts surrogate pairs, on purpose.
      const part = whole.slice(at, at + 97);
      await store.appendText({ turnId: answer.id, at, text: part });
      await tell({ kind: 'part', id: answer.id, length: at + part.length });
    }
    await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
    await tell({ kind: 'turn', id: answer.id, text: whole });
  }
}

if (process.argv[1] === import.meta.filename) await write(process.argv[2] ?? '', Number(process.argv[3]));
