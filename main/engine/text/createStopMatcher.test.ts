import { describe, expect, it } from 'vitest';
import { createRandom } from '../sampling/createRandom.ts';
import { createStopMatcher } from './createStopMatcher.ts';

describe('createStopMatcher', () => {
  it('shows everything at once when there are no stop strings', () => {
    const matcher = createStopMatcher([]);
    expect(matcher.push('hello')).toEqual({ text: 'hello', stopped: false });
    expect(matcher.flush()).toBe('');
  });

  it('holds back what may be the beginning of a stop string, and shows it when it is not', () => {
    const matcher = createStopMatcher(['\n\nUser:']);
    expect(matcher.push('Yes.\n')).toEqual({ text: 'Yes.', stopped: false });
    expect(matcher.push('\nU')).toEqual({ text: '', stopped: false });
    expect(matcher.push('nder')).toEqual({ text: '\n\nUnder', stopped: false });
  });

  it('stops across pieces and shows nothing of the stop string or after it', () => {
    const matcher = createStopMatcher(['\n\nUser:']);
    expect(matcher.push('Yes.\n\nUs')).toEqual({ text: 'Yes.', stopped: false });
    expect(matcher.push('er: and more')).toEqual({ text: '', stopped: true });
    expect(matcher.flush()).toBe('');
  });

  it('takes the stop string that is complete first, the longest of those that end together', () => {
    expect(createStopMatcher(['cd', 'b']).push('abcd')).toEqual({ text: 'a', stopped: true });
    expect(createStopMatcher(['abab', 'ba']).push('xababx')).toEqual({ text: 'xa', stopped: true });
    expect(createStopMatcher(['b', 'aab']).push('caab')).toEqual({ text: 'c', stopped: true });
  });

  it('gives out at the end what it held back', () => {
    const matcher = createStopMatcher(['STOP']);
    expect(matcher.push('half a ST')).toEqual({ text: 'half a ', stopped: false });
    expect(matcher.flush()).toBe('ST');
  });

  it('finds the same end however the text is cut', () => {
    const random = createRandom(3);
    const stops = ['aab', 'ba', 'abab'];
    for (let round = 0; round < 2_000; round++) {
      const letters = Array.from({ length: 12 }, () => (random() < 0.7 ? 'a' : random() < 0.5 ? 'b' : 'c')).join('');
      const text = `${letters}bac`;
      const whole = createStopMatcher(stops).push(text);
      const matcher = createStopMatcher(stops);
      let shown = '';
      let stopped = false;
      for (let at = 0; at < text.length && !stopped; ) {
        const length = 1 + Math.floor(random() * 4);
        const step = matcher.push(text.slice(at, at + length));
        shown += step.text;
        stopped = step.stopped;
        at += length;
      }
      expect({ text: shown, stopped }).toEqual(whole);
    }
  });
});
