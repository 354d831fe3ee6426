import { expect, test } from 'vitest';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { applyTurn } from './applyTurn.ts';
import { emptyTranscript, type Transcript } from './Transcript.ts';
import { turnForTests } from './turn.test-helper.ts';

function chain(...ids: string[]): Turn[] {
  return ids.map((id, i) => turnForTests(id, { parentId: ids[i - 1] ?? null }));
}
function withTurns(turns: Turn[], later = 0): Transcript {
  return { ...emptyTranscript('c'), loaded: true, turns, later };
}
const ids = ({ turns }: Transcript) => turns.map(({ id }) => id);

test('the first turn of an empty conversation', () => {
  expect(ids(applyTurn(withTurns([]), turnForTests('a')))).toEqual(['a']);
});

test('a turn below the last one is added', () => {
  const next = applyTurn(withTurns(chain('a', 'b')), turnForTests('c', { parentId: 'b' }));
  expect(ids(next)).toEqual(['a', 'b', 'c']);
});

test('a known turn is changed in its place, and the others stay the same objects', () => {
  const before = withTurns(chain('a', 'b', 'c'));
  const next = applyTurn(before, turnForTests('b', { parentId: 'a', text: 'other' }));
  expect(next.turns.map(({ text }) => text)).toEqual(['text of a', 'other', 'text of c']);
  expect(next.turns[0]).toBe(before.turns[0]);
  expect(next.turns[2]).toBe(before.turns[2]);
});

test('a turn below an earlier one starts a branch there', () => {
  const next = applyTurn(withTurns(chain('a', 'b', 'c', 'd'), 7), turnForTests('x', { parentId: 'a' }));
  expect(ids(next)).toEqual(['a', 'x']);
  expect(next.later).toBe(0);
});

test('a changed first message replaces everything', () => {
  expect(ids(applyTurn(withTurns(chain('a', 'b')), turnForTests('x')))).toEqual(['x']);
});

test('a turn added beyond what is loaded is only counted', () => {
  const next = applyTurn(withTurns(chain('a', 'b'), 3), turnForTests('z', { parentId: 'y' }));
  expect(ids(next)).toEqual(['a', 'b']);
  expect(next.later).toBe(4);
  const ended = applyTurn(next, turnForTests('z2', { parentId: 'z', role: 'assistant' }));
  expect(ended.later).toBe(4);
});
