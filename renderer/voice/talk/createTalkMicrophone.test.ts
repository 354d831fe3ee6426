import { expect, test } from 'vitest';
import type { SoundPiece } from '../../capture/SoundPiece.ts';
import { TestSound } from '../../testing/TestSound.test-helper.ts';
import { createTalkMicrophone } from './createTalkMicrophone.ts';

async function listening(isHeard = () => true) {
  const sound = new TestSound();
  const troubles: (string | null)[] = [];
  const refused: string[] = [];
  const microphone = createTalkMicrophone({ isHeard, onTrouble: (words) => troubles.push(words), onRefused: (words) => refused.push(words) });
  microphone.take(await sound.openInput(null).open());
  return { sound, microphone, troubles, refused };
}

test('the clock of each session begins with its first sound; between two of them nobody hears it', async () => {
  const { sound, microphone } = await listening();
  const pieces: SoundPiece[] = [];
  sound.hear(3);
  for (const _ of ['one', 'another']) {
    microphone.feed((piece) => Promise.resolve(void pieces.push(piece)));
    sound.hear(1);
    await microphone.drained();
    microphone.rest();
    sound.hear(1);
  }
  expect(pieces.map(({ at, samples }) => [at, samples.length])).toEqual([[0, 512], [0, 512]]);
});

test('a host that does not keep up is told of once; the microphone is let go in the end', async () => {
  const { sound, microphone, troubles } = await listening();
  microphone.feed(() => new Promise(() => undefined));
  sound.hear(400);
  expect(troubles).toEqual([expect.stringMatching(/^This computer does not keep up/)]);
  microphone.close();
  expect(sound.open).toBe(0);
});

test('a session that has ended takes no more; one that was left before says nothing', async () => {
  const { sound, microphone, refused } = await listening();
  microphone.feed(() => Promise.reject(new Error('That is over.')));
  sound.hear(1);
  await expect.poll(() => refused).toHaveLength(1);
  microphone.feed(() => Promise.reject(new Error('That too.')));
  sound.hear(1);
  microphone.rest();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(refused).toHaveLength(1);
});
