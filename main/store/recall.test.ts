import { describe, expect, test } from 'vitest';
import { createStore } from './createStore.ts';
import type { RecallRequest } from './recall.ts';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';

const request = (conversationId: string, query: string, more: Partial<RecallRequest> = {}): RecallRequest => ({
  conversationId,
  leafId: null,
  query,
  vector: null,
  model: 'test',
  everywhere: false,
  limit: 10,
  excludeTurnIds: [],
  ...more,
});

async function found({ store }: Pick<TestStore, 'store'>, wanted: RecallRequest): Promise<string[]> {
  return (await store.recall(wanted)).quotations.map(({ text }) => text);
}

/** A vector of unit length in the plane, as bytes. */
function vectorAt(degrees: number): Uint8Array<ArrayBuffer> {
  const angle = (degrees / 180) * Math.PI;
  return new Uint8Array(new Float32Array([Math.cos(angle), Math.sin(angle), 0, 0]).buffer);
}

/** Gives each passage the vector at the angle that stands in its text. */
async function embed({ store }: Pick<TestStore, 'store'>, model = 'test'): Promise<void> {
  const { passages } = await store.unembedded({ model, limit: 1_000 });
  for (const { passageId, text } of passages) {
    const vectors = vectorAt(Number(/\d+/.exec(text)?.[0] ?? 180));
    await store.saveVectors({ model, passageIds: [passageId], vectors });
  }
}

describe('recall by words', () => {
  test('finds what shares words with the question, also in other forms, and quotes it whole', async () => {
    const test = openTestStore();
    const { id, turns } = await test.chat('We moved the launch to Friday.', 'Noted.', 'The cat sleeps.', 'It does.');
    const { quotations } = await test.store.recall(request(id, 'When was the launch moving to?'));
    expect(quotations).toEqual([
      {
        turnId: turns[0]!.id,
        conversationId: id,
        role: 'user',
        source: 'chat',
        createdAt: turns[0]!.createdAt,
        text: 'We moved the launch to Friday.',
        score: expect.any(Number),
      },
    ]);
    expect(await found(test, request(id, 'What is it that you are?'))).toEqual([]);
  });

  test('prefers the newer of two that fit as well, and what says something to what only asks', async () => {
    const test = openTestStore();
    const { id } = await test.chat(
      'The gate code is 4711.',
      'Fine.',
      'The gate code is 4712.',
      'Fine.',
      'What is the gate code?',
    );
    expect(await found(test, request(id, 'What is the gate code?'))).toEqual([
      'The gate code is 4712.',
      'The gate code is 4711.',
      'What is the gate code?',
    ]);
  });

  test('stays on the path that it is asked about', async () => {
    const test = openTestStore();
    const { id, turns } = await test.chat('zebra one', 'answer', 'zebra two', 'answer');
    const other = await test.say(id, turns[1]!, 'zebra three');
    expect(await found(test, request(id, 'zebra'))).toEqual(['zebra three', 'zebra one']);
    expect(await found(test, request(id, 'zebra', { leafId: turns[3]!.id }))).toEqual(['zebra two', 'zebra one']);
    expect(await found(test, request(id, 'zebra', { leafId: turns[1]!.id }))).toEqual(['zebra one']);
    expect(await found(test, request(id, 'zebra', { excludeTurnIds: [other.id] }))).toEqual(['zebra one']);
    const second = await test.chat('zebra elsewhere');
    await expect(found(test, request(id, 'zebra', { leafId: second.turns[0]!.id }))).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  test('other conversations only when they are wanted, removed and forgotten ones never', async () => {
    const test = openTestStore();
    const mine = await test.chat('zebra mine');
    const other = await test.chat('zebra theirs', 'yes', 'zebra forgotten');
    const gone = await test.chat('zebra gone');
    await test.store.remove({ id: gone.id });
    await test.store.forgetTurn({ turnId: other.turns[2]!.id });
    expect(await found(test, request(mine.id, 'zebra'))).toEqual(['zebra mine']);
    expect(await found(test, request(mine.id, 'zebra', { everywhere: true }))).toEqual(['zebra theirs', 'zebra mine']);
    expect(await found(test, request(gone.id, 'zebra'))).toEqual([]);
    expect(await found(test, request('nowhere', 'zebra', { everywhere: true }))).toHaveLength(2);
  });

  test('a long turn is quoted by the passage that fits', async () => {
    const test = openTestStore();
    const filler = 'Nothing of interest happens in this sentence at all. '.repeat(40);
    const { id } = await test.chat(`${filler}The zebra is called Otto. ${filler}`);
    const [text] = await found(test, request(id, 'How is the zebra called?'));
    expect(text).toContain('The zebra is called Otto.');
    expect(text!.length).toBeLessThan(1_000);
    expect(text).toMatch(/^(?:Nothing|The)[^]*\.$/);
  });

  test('what announces that something was wrong is quoted with what is right', async () => {
    const test = openTestStore();
    const filler = 'Nothing of interest happens in this sentence, nor in any other one that is like it. '.repeat(2);
    const { id } = await test.chat(`${filler}I told you something wrong about the name of the zebra that we saw. It is Otto. ${filler}`);
    const [text] = await found(test, request(id, 'How is the zebra called?'));
    expect(text).toContain('the zebra that we saw. It is Otto.');
  });

  test('any query is a safe one', async () => {
    const test = openTestStore();
    const { id } = await test.chat('zebra AND "quoted" NEAR(x)', 'ok');
    const parts = [
      '"',
      "'",
      '*',
      '^',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      'NEAR(',
      'zebra',
      ':',
      '-',
      '+',
      '{',
      '}',
      '\0',
      '😀',
      '\ud83d',
      'é',
      '河',
      'text:',
      '\\',
      ';',
      '--',
      ' ',
      'a'.repeat(500),
      '\u0301',
    ];
    let seed = 3;
    const pick = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
    for (let round = 0; round < 500; round++) {
      const query = Array.from({ length: pick(30) }, () => parts[pick(parts.length)]).join(pick(2) === 0 ? ' ' : '');
      const { quotations } = await test.store.recall(request(id, query, { everywhere: round % 2 === 0 }));
      if (quotations.length > 0) expect(quotations[0]!.text).toMatch(/zebra/);
    }
    expect(await found(test, request(id, 'x '.repeat(400_000)))).toHaveLength(1);
  });
});

describe('recall by meaning', () => {
  test('ranks by the angle between passage and question', async () => {
    const test = openTestStore();
    const { id } = await test.chat('at 90', 'at 10', 'at 40', 'at 170');
    await embed(test);
    const near = await test.store.recall(request(id, '', { vector: vectorAt(0) }));
    expect(near.quotations.map(({ text }) => text)).toEqual(['at 10', 'at 40']);
    expect(near.quotations[0]!.score).toBeGreaterThan(0.9);
  });

  test('words and meaning count together', async () => {
    const test = openTestStore();
    const { id } = await test.chat('zebra at 80', 'horse at 5', 'zebra at 5', 'at 90');
    await embed(test);
    const texts = await found(test, request(id, 'zebra', { vector: vectorAt(0) }));
    expect(texts[0]).toBe('zebra at 5');
    expect(texts.toSorted()).toEqual(['horse at 5', 'zebra at 5', 'zebra at 80']);
  });

  test('prefers what is about those whom the question names', async () => {
    const test = openTestStore();
    const { id } = await test.chat('Kofi at 60', 'Fine.', 'Marlene at 1');
    await embed(test);
    expect((await found(test, request(id, 'And what of Kofi?', { vector: vectorAt(0) })))[0]).toBe('Kofi at 60');
  });

  test('what has no vector yet is found by its words as well as before', async () => {
    const test = openTestStore();
    const { id } = await test.chat('at 20', 'at 25', 'at 30');
    await embed(test);
    await test.chat('zebra elsewhere');
    const asked = { vector: vectorAt(0), everywhere: true };
    expect((await found(test, request(id, 'zebra', asked)))[0]).toBe('zebra elsewhere');
  });

  test('leaves out other branches, other models and other lengths', async () => {
    const test = openTestStore();
    const { id, turns } = await test.chat('at 1', 'at 2', 'at 3');
    await embed(test);
    await test.say(id, turns[0]!, 'at 4');
    expect(await found(test, request(id, '', { vector: vectorAt(0) }))).toEqual(['at 1']);
    expect(await found(test, request(id, '', { vector: vectorAt(0), model: 'other' }))).toEqual([]);
    expect(await found(test, request(id, '', { vector: new Uint8Array(8) }))).toEqual([]);
    await expect(found(test, request(id, '', { vector: new Uint8Array(7) }))).rejects.toMatchObject({
      code: 'bad-request',
    });
    expect(await test.store.indexed({ conversationId: id, model: 'test' })).toEqual({ done: 3, total: 4 });
    await embed(test, 'other');
    expect(await test.store.indexed({ conversationId: id, model: 'other' })).toEqual({ done: 4, total: 4 });
    expect(await test.store.indexed({ conversationId: id, model: 'test' })).toEqual({ done: 0, total: 4 });
  });

  test('a store in memory answers as one on the disk', async () => {
    const store = createStore(':memory:');
    const { id } = await store.create({ temporary: true });
    await store.ask({ conversationId: id, text: 'at 7', edited: false, model: null });
    await embed({ store });
    expect(await found({ store }, request(id, '', { vector: vectorAt(0) }))).toEqual(['at 7']);
    await store.close({});
  });
});
