import { expect, it } from 'vitest';
import { createWireTap } from './createWireTap.ts';

it('tells voice activity, words, the answer and its sound from what travels on the wire, in order', () => {
  const tap = createWireTap();
  const to = (child: number, id: number, service: string, method: string, at: number) =>
    tap.take({ child, direction: 'to', at, message: { t: 'open', id, service, method, params: {} } });
  const from = (child: number, id: number, value: unknown, at: number, t = 'item') => tap.take({ child, direction: 'from', at, message: { t, id, value } });
  const hear = (id: number, at: number, speech: unknown) => {
    tap.take({ child: 0, direction: 'to', at, message: { t: 'call', id, service: 'speech', method: 'hear', params: {} } });
    from(0, id, { speech, level: 0 }, at + 1, 'result');
  };
  to(1, 1, 'hearing', 'phrases', 0);
  hear(7, 100, [{ from: 800, to: null }]);
  hear(8, 130, [{ from: 800, to: null }]);
  hear(9, 200, [{ from: 800, to: 2_400 }]);
  // Of two processes the later message may come first.
  to(2, 1, 'engine', 'answer', 210);
  from(2, 1, { kind: 'reading', done: 3, total: 9 }, 230);
  from(2, 1, { kind: 'reading', done: 9, total: 9 }, 240);
  from(2, 1, { kind: 'text', text: 'Rain' }, 260);
  from(1, 1, { committed: [{ text: ' what' }], tentative: [{ text: ' is rain' }], final: true }, 250);
  to(3, 1, 'speech', 'speak', 270);
  from(3, 1, { samples: null }, 400);
  from(3, 1, undefined, 401, 'end');
  from(3, 1, { samples: null }, 500);
  expect(tap.drain()).toEqual([
    { kind: 'voice began', at: 101, soundMs: 50 },
    { kind: 'voice stopped', at: 201, soundMs: 150 },
    { kind: 'asked', at: 210, number: 5 },
    { kind: 'read', at: 240, number: 5 },
    { kind: 'words', at: 250, text: 'what is rain', isFinal: true },
    { kind: 'text', at: 260, number: 5, text: 'Rain' },
    { kind: 'say', at: 270 },
    { kind: 'sound', at: 400 },
  ]);
  expect(tap.drain()).toEqual([]);
});
