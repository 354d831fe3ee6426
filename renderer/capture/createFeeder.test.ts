import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { createFeeder, MAX_WAITING } from './createFeeder.ts';
import type { SoundPiece } from './SoundPiece.ts';

const PIECE = 4_096;
const piece = (number: number): SoundPiece => ({ at: number * PIECE, samples: new Int16Array(PIECE) });

/** A host that takes a piece when the test says so. */
function slowHost() {
  /** number of the first piece of each call, and how many pieces */
  const sent: [number, number][] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const refused: string[] = [];
  let pauses = 0;
  const feeder = createFeeder(
    ({ at, samples }) => {
      sent.push([at / PIECE, samples.length / PIECE]);
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      return answer.promise;
    },
    ({ code }) => refused.push(code),
    () => (pauses++, Promise.resolve()),
  );
  const settle = async (act: (answer: PromiseWithResolvers<void>) => void): Promise<void> => {
    const answer = answers.shift();
    if (answer) act(answer);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { feeder, sent, refused, settle, take: () => settle((answer) => answer.resolve()), pauses: () => pauses };
}

test('one call is under way at a time, in order; what piled up meanwhile goes over together, up to four seconds', async () => {
  const { feeder, sent, take } = slowHost();
  for (let number = 0; number < 20; number++) feeder.push(piece(number));
  expect(sent).toEqual([[0, 1]]);
  await take();
  expect(sent).toEqual([[0, 1], [1, 15]]);
  const drained = feeder.drained();
  await take();
  await take();
  await drained;
  expect(sent).toEqual([[0, 1], [1, 15], [16, 4]]);
});

test('pieces with a gap between them do not go over together', async () => {
  const { feeder, sent, take } = slowHost();
  for (const number of [0, 1, 2, 7, 8]) feeder.push(piece(number));
  await take();
  await take();
  expect(sent).toEqual([[0, 1], [1, 2], [7, 2]]);
});

test('ten seconds wait at most; what comes then is left out, and there is room again later', async () => {
  const { feeder, take } = slowHost();
  const most = Math.floor(MAX_WAITING / PIECE);
  for (let number = 0; number < most; number++) expect(feeder.push(piece(number))).toBe(true);
  expect(feeder.push(piece(most))).toBe(false);
  await take();
  expect(feeder.push(piece(most + 1))).toBe(true);
});

test('a source that can wait goes on when five seconds are left', async () => {
  const { feeder, take } = slowHost();
  for (let number = 0; number < 30; number++) feeder.push(piece(number));
  let roomy = false;
  void feeder.room().then(() => (roomy = true));
  await take();
  expect(roomy).toBe(false);
  await take();
  expect(roomy).toBe(true);
});

test('a file that is read in pieces of four seconds goes over in calls that are full, but for a few', async () => {
  const { feeder, sent, take } = slowHost();
  const all = 16 * 15;
  const reading = (async () => {
    for (let read = 0; read < all; read += 16) {
      await feeder.room();
      for (let more = 0; more < 16; more++) expect(feeder.push(piece(read + more))).toBe(true);
    }
    await feeder.drained();
  })();
  while (sent.reduce((sum, [, count]) => sum + count, 0) < all) await take();
  await take();
  await reading;
  expect(sent.length).toBeLessThan((1.3 * all) / 15);
});

test('a lost connection makes it try the same piece again', async () => {
  const { feeder, sent, settle, take, pauses } = slowHost();
  feeder.push(piece(0));
  await settle((answer) => answer.reject(new AppError('closed', 'Not connected.')));
  expect(pauses()).toBe(1);
  expect(sent).toEqual([[0, 1], [0, 1]]);
  await take();
  await feeder.drained();
});

test('a refusal ends it, is told once, and lets go whoever waits', async () => {
  const { feeder, refused, settle } = slowHost();
  for (let number = 0; number < 10; number++) feeder.push(piece(number));
  const waiting = Promise.all([feeder.room(), feeder.drained()]);
  await settle((answer) => answer.reject(new AppError('not-found', 'That recording is over.')));
  await waiting;
  expect(refused).toEqual(['not-found']);
  expect(feeder.push(piece(11))).toBe(false);
});
