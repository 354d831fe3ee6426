import { expect, test } from 'vitest';
import { createAnswerWriter } from './answerWriter.ts';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('text is stored in order, each piece at the end of the last', async () => {
  const stored: { at: number; text: string }[] = [];
  const store = {
    async appendText({ at, text }: { turnId: string; at: number; text: string }) {
      await wait(20);
      stored.push({ at, text });
      return {};
    },
  };
  const writer = createAnswerWriter(store, 'turn', 5, () => undefined);
  for (let word = 0; word < 20; word++) {
    writer.write(`${word} `);
    await wait(15);
  }
  await writer.settle();
  expect(stored.length).toBeLessThan(20);
  expect(stored.map(({ text }) => text).join('')).toBe(Array.from({ length: 20 }, (_, word) => `${word} `).join(''));
  let at = 5;
  for (const piece of stored) {
    expect(piece.at).toBe(at);
    at += piece.text.length;
  }
});

test('a write that fails is told once and thrown at the end', async () => {
  const problems: unknown[] = [];
  const full = new Error('full');
  const store = { appendText: () => Promise.reject(full) };
  const writer = createAnswerWriter(store, 'turn', 0, (error) => problems.push(error));
  writer.write('a');
  await wait(200);
  writer.write('b');
  await expect(writer.settle()).rejects.toBe(full);
  expect(problems).toEqual([full]);
});
