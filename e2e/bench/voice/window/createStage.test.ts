import { expect, it } from 'vitest';
import type { Cue, Scene } from '../scenes/Scene.ts';
import { Loudspeaker } from './Loudspeaker.ts';
import { createStage } from './createStage.ts';
import { Microphone } from './Microphone.ts';

const cue = (after: Cue['after'], seconds: number, intent: Cue['intent'] = 'turn'): Cue => ({ after, seconds, intent, sound: { text: 'x' } });
const SECOND = { samples: new Int16Array(16_000), length: 16_000 };

function play(cues: readonly Cue[], pushToTalk: boolean, answer: { at: number; seconds: number } | null) {
  const loudspeaker = new Loudspeaker();
  const microphone = new Microphone({ loudspeaker, signalToNoise: 60, echo: null, background: null, seed: 1 });
  const scene = { cues, pushToTalk } as unknown as Scene;
  const stage = createStage({ scene, loudspeaker, microphone, sounds: cues.map(() => SECOND), queuedAt: () => answer?.at ?? 0 });
  const held: number[] = [];
  for (let now = 0; now < 12_000; now += 32) {
    if (answer && now >= answer.at && loudspeaker.playing === null) {
      loudspeaker.queue(1, { from: 0, to: 9, samples: new Float32Array(16_000 * answer.seconds).fill(1) });
      loudspeaker.play(1, now);
    }
    loudspeaker.renderTo(now);
    stage.moveTo(now);
    if (stage.isPressed) held.push(now);
    // The program falls silent when the key goes down.
    if (stage.isPressed && pushToTalk && loudspeaker.leftSeconds > 0) {
      loudspeaker.silence(now);
      answer = null;
    }
  }
  const starts = stage.said.map(({ startMs }) => Math.round(startMs / 100) / 10);
  return { starts, stage, held };
}

it('lets people speak after one another, over an answer, and over its last words', () => {
  expect(play([cue('start', 0.5), cue('said', 1.2, 'goes on')], false, null).starts).toEqual([0.5, 2.7]);
  const over = play([cue('start', 0.5), cue('answer', 1)], false, { at: 3_000, seconds: 4 });
  expect(over.starts).toEqual([0.5, 4]);
  expect(over.stage.said.map(({ wasHearing }) => wasHearing)).toEqual([false, true]);
  expect(over.stage.isOver).toBe(true);
  const last = play([cue('start', 0.5), cue('last words', 0.5)], false, { at: 3_000, seconds: 4 });
  expect(last.starts).toEqual([0.5, 6.5]);
});

it('waits for an answer that does not come', () => {
  expect(play([cue('start', 0.5), cue('answer', 1)], false, null).stage.isOver).toBe(false);
});

it('says over the answer what the key went down for, though the answer falls silent over the key', () => {
  const { starts, stage } = play([cue('start', 0.5), cue('answer', 1)], true, { at: 3_000, seconds: 4 });
  expect(starts).toEqual([0.5, 4]);
  expect(stage.said.map(({ wasHearing, pressedAt }) => [wasHearing, pressedAt === null])).toEqual([
    [false, false],
    [true, false],
  ]);
});

it('holds the key a little longer than one speaks, and through a pause', () => {
  const { held, stage } = play([cue('start', 0.5), cue('said', 1, 'goes on')], true, null);
  expect(held[0]).toBeLessThan(500);
  expect(held.at(-1)).toBeGreaterThan(3_500);
  // In one go.
  expect(held.length).toBe(Math.round((held.at(-1)! - held[0]!) / 32) + 1);
  expect(stage.said.map(({ pressedAt }) => pressedAt === null)).toEqual([false, true]);
});
