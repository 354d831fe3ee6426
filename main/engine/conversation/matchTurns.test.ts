import { describe, expect, it } from 'vitest';
import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import type { LiveTurn } from './LiveTurn.ts';
import { matchTurns } from './matchTurns.ts';

function live(index: number, text: string, id: string | null = `t${index}`): LiveTurn {
  const role = index % 2 === 0 ? 'user' : 'assistant';
  return { id, index, role, text, start: index * 10, lead: 3, tokens: [], writing: null };
}

function turn(index: number, text: string, id = `t${index}`): EngineTurn {
  return { id, role: index % 2 === 0 ? 'user' : 'assistant', text };
}

const path = [turn(0, 'a'), turn(1, 'b'), turn(2, 'c'), turn(3, 'd'), turn(4, 'e')];

describe('matchTurns', () => {
  it('agrees with a path that goes on', () => {
    expect(matchTurns([live(0, 'a'), live(1, 'b')], path)).toEqual({ agreeing: 2, next: 2, differing: null });
  });

  it('knows an answer that has no name yet by its text', () => {
    expect(matchTurns([live(0, 'a'), live(1, 'b', null)], path)).toEqual({ agreeing: 2, next: 2, differing: null });
    expect(matchTurns([live(0, 'a'), live(1, 'x', null)], path)).toEqual({ agreeing: 1, next: 1, differing: null });
    expect(matchTurns([live(3, 'd', null)], path)).toEqual({ agreeing: 1, next: 4, differing: null });
    expect(matchTurns([live(3, 'x', null)], path)).toBeNull();
  });

  it('knows a message that was read while it was said by its name, and in which text it goes on', () => {
    const heard = [live(0, 'a'), live(1, 'b'), live(2, 'c')];
    const wanted = [turn(0, 'a'), turn(1, 'b'), turn(2, 'c, and more')];
    expect(matchTurns(heard, wanted)).toEqual({ agreeing: 2, next: 3, differing: 'c, and more' });
    expect(matchTurns(heard, [...wanted.slice(0, 2), turn(2, 'something else')])).toEqual({ agreeing: 2, next: 2, differing: null });
    expect(matchTurns(heard, [...wanted.slice(0, 2), turn(2, 'c, and more', 'x')])).toEqual({ agreeing: 2, next: 2, differing: null });
  });

  it('takes turns before the tail on trust once a later one agrees', () => {
    const turns = [live(0, 'a'), live(1, 'b'), live(2, 'c')];
    expect(matchTurns(turns, path.slice(2))).toEqual({ agreeing: 3, next: 1, differing: null });
    expect(matchTurns(turns.slice(0, 2), path.slice(2))).toBeNull();
  });

  it('ends at another branch, and at the end of a shorter path', () => {
    const turns = [live(0, 'a'), live(1, 'b'), live(2, 'c'), live(3, 'd')];
    const edited = [turn(0, 'a'), turn(1, 'b'), turn(2, 'changed', 'x')];
    expect(matchTurns(turns, edited)).toEqual({ agreeing: 2, next: 2, differing: null });
    expect(matchTurns(turns, path.slice(0, 3))).toEqual({ agreeing: 3, next: 3, differing: null });
  });

  it('tells a turn of the same text on another branch by its name', () => {
    const sibling = [turn(0, 'a'), turn(1, 'b', 'x')];
    expect(matchTurns([live(0, 'a'), live(1, 'b')], sibling)).toEqual({ agreeing: 1, next: 1, differing: null });
    expect(matchTurns([live(0, 'a')], [turn(0, 'a', 'x')])).toBeNull();
  });

  it('sees an answer of which only the end differs', () => {
    const turns = [live(0, 'a'), live(1, 'long answer')];
    const cut = [turn(0, 'a'), turn(1, 'long a')];
    expect(matchTurns(turns, cut)).toEqual({ agreeing: 1, next: 2, differing: 'long a' });
  });

  it('is not put off by turns that the path leaves out', () => {
    const turns = [live(0, 'a'), live(1, 'b'), live(2, 'c')];
    expect(matchTurns(turns.slice(1), path)).toEqual({ agreeing: 2, next: 3, differing: null });
    expect(matchTurns(turns, [path[0]!, path[2]!])).toEqual({ agreeing: 1, next: 1, differing: null });
    expect(matchTurns([live(1, 'changed'), live(2, 'c')], path)).toBeNull();
  });

  it('agrees with nothing when the first turn differs or nothing is live', () => {
    expect(matchTurns([live(0, 'x')], path)).toBeNull();
    expect(matchTurns([], path)).toBeNull();
  });
});
