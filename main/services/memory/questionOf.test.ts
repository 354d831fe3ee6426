import { expect, test } from 'vitest';
import { questionOf } from './questionOf.ts';

const turn = (id: string, role: 'user' | 'assistant', text: string) => ({ id, role, text });

test('the last message is what is searched for', () => {
  const long = 'What did I tell you about the garden behind the house last spring?';
  const path = [turn('a', 'user', 'Hello.'), turn('b', 'assistant', 'Hi.'), turn('c', 'user', long), turn('d', 'assistant', '')];
  expect(questionOf(path)).toEqual({ turnId: 'c', text: long, before: null });
});

test('a short message that leans on the one before names it', () => {
  const path = [turn('a', 'user', 'What is the name of my brother?'), turn('b', 'assistant', 'Tom.'), turn('c', 'user', 'And his dog?')];
  expect(questionOf(path)).toEqual({ turnId: 'c', text: 'And his dog?', before: 'What is the name of my brother?' });
});

test('a short message that says all by itself is not mixed with the one before', () => {
  const path = [turn('a', 'user', 'Tell me something about canals.'), turn('b', 'assistant', 'They flow.'), turn('c', 'user', 'Which dish does my boss like?')];
  expect(questionOf(path)).toEqual({ turnId: 'c', text: 'Which dish does my boss like?', before: null });
});

test('a long message keeps its ends', () => {
  const text = `begin ${'x'.repeat(10_000)} end?`;
  const question = questionOf([turn('a', 'user', text)]);
  expect(question?.text).toHaveLength(2_001);
  expect(question?.text).toMatch(/^begin .* end\?$/su);
});

test('without a message there is no question', () => {
  expect(questionOf([turn('a', 'assistant', 'Welcome.')])).toBeNull();
  expect(questionOf([])).toBeNull();
});
