import { expect, test } from 'vitest';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { INTERRUPTION, turnsToRead } from './turnsToRead.ts';

/** A path of messages and answers in turn. */
const path = (...texts: string[]) =>
  texts.map((text, i) => ({ id: `t${i}`, role: i % 2 === 0 ? 'user' : 'assistant', text, edited: false }) as Turn);
const ids = (...texts: string[]) => turnsToRead(path(...texts), `t${texts.length - 1}`).map(({ id }) => id);

test('turns without text are not read', () => {
  expect(turnsToRead(path('a', ''), 't1')).toEqual([{ id: 't0', role: 'user', text: 'a' }]);
  expect(ids('a', '', 'b', 'begun')).toEqual(['t0', 't2', 't3']);
  expect(ids('', 'begun')).toEqual(['t1']);
});

test('the model is told of the answer that it was interrupted in, with the message that did it, and of no other', () => {
  const turns = path('a', 'heard', 'b', 'whole', 'c', '');
  const read = turnsToRead(turns.with(1, { ...turns[1]!, state: 'interrupted' }), 't5');
  expect(read.map(({ text }) => text)).toEqual(['a', 'heard', `${INTERRUPTION}b`, 'whole', 'c']);
  // Of an answer of which nothing was heard the model knows nothing.
  const unheard = turnsToRead(turns.with(1, { ...turns[1]!, text: '', state: 'interrupted' }), 't5');
  expect(unheard.map(({ text }) => text)).toEqual(['a', 'b', 'whole', 'c']);
});

test('a forgotten message is not answered: neither with nothing, nor by going on with the answer before', () => {
  for (const texts of [['', ''], ['a', 'b', '', '']]) {
    expect(() => ids(...texts)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  }
});
