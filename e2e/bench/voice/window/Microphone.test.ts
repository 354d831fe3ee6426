import { expect, it } from 'vitest';
import { Loudspeaker } from './Loudspeaker.ts';
import { Microphone, type MicrophoneOptions } from './Microphone.ts';

const levelOf = (samples: Int16Array): number => Math.sqrt(samples.reduce((sum, value) => sum + value ** 2, 0) / samples.length);

function microphone(options: Partial<MicrophoneOptions> = {}): Microphone {
  return new Microphone({ loudspeaker: new Loudspeaker(), signalToNoise: 100, echo: null, background: null, seed: 1, ...options });
}

it('hears what is placed, where it is placed', () => {
  const one = microphone();
  one.place(new Int16Array(10).fill(500), 95);
  expect([...one.read(90, 100)]).toEqual([0, 0, 0, 0, 0, 500, 500, 500, 500, 500]);
  expect([...one.read(100, 107)]).toEqual([500, 500, 500, 500, 500, 0, 0]);
});

it('has noise as far below a person as it is told', () => {
  expect(20 * Math.log10(levelOf(microphone({ signalToNoise: 20 }).read(0, 64_000)) / 2_000)).toBeCloseTo(-20, 0);
  const background = new Float32Array(100).fill(300);
  expect(levelOf(microphone({ background }).read(0, 1_000))).toBeCloseTo(300, 0);
});

it('hears the loudspeaker a little later, louder until cancellation has settled', () => {
  const loudspeaker = new Loudspeaker();
  loudspeaker.queue(1, { from: 0, to: 1, samples: new Float32Array(64_000).fill(10_000) });
  loudspeaker.play(1, 0);
  loudspeaker.renderTo(3_000);
  const heard = microphone({ loudspeaker, echo: { first: -20, firstSeconds: 1, later: -40 } }).read(0, 48_000);
  expect([0, 440, 600, 16_000, 17_000, 30_000].map((at) => heard[at])).toEqual([0, 0, 1_000, 1_000, 100, 100]);
});
