import { setImmediate as breathe } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AppError } from '../../../../app/contract/AppError.ts';
import { createAnswerVoice, type HeardReport, type VoicedChunk } from './createAnswerVoice.ts';

const ONE = 'The first sentence is here. ';
const TWO = 'The second sentence is a little longer than that. ';
const THREE = 'And the third sentence ends the whole of it.';

const heard = (seconds: number, ended = false, stopped = false): HeardReport => ({ seconds, ended, stopped });

/** A voice that takes a second for each word; `fail` makes it fail. */
function open() {
  const made: string[] = [];
  const sent: { run: number; chunk: VoicedChunk }[] = [];
  const told: string[] = [];
  const problem: { error: AppError | null } = { error: null };
  const voice = createAnswerVoice({
    maker: {
      async make(spoken) {
        made.push(spoken);
        if (problem.error) throw problem.error;
        return { samples: new Uint8Array(2 * 100 * spoken.split(' ').length), sampleRate: 100 };
      },
    },
    onSound: (run, chunk) => sent.push({ run, chunk }),
    onReady: () => told.push('ready'),
    onHeardAll: () => told.push('heard all'),
    onFailed: ({ message }) => told.push(message),
  });
  const settle = async () => {
    for (let i = 0; i < 5; i++) await breathe();
  };
  return { voice, made, sent, told, problem, settle };
}

test('a chunk is made as soon as it is written, and no more than two ahead of what is heard', async () => {
  const { voice, made, sent, told, settle } = open();
  voice.add(ONE);
  voice.add(TWO);
  voice.add(`${TWO}${TWO}${TWO}${THREE}`);
  voice.end();
  await settle();
  // Before it may be heard, the first one alone.
  expect([made.length, sent.length, told]).toEqual([1, 0, ['ready']]);
  voice.play(3, null);
  await settle();
  expect([made.length, sent.map(({ run }) => run)]).toEqual([3, [3, 3, 3]]);
  expect(voice.played(3, heard(2, false))?.heardTo).toBe('The first'.length);
  await settle();
  expect(made).toHaveLength(3);
  expect(voice.played(3, heard(7.5, false))?.saying).toContain('second');
  await settle();
  expect(made).toHaveLength(4);
});

test('it was heard to its end when all of it was sent and the loudspeaker has nothing left, however late the text ends', async () => {
  const { voice, told, settle } = open();
  voice.add(ONE);
  voice.add(TWO);
  await settle();
  voice.play(0, null);
  await settle();
  voice.played(0, heard(20, true));
  await settle();
  // More may come: the answer is still being written.
  expect(told).toEqual(['ready']);
  voice.end();
  await settle();
  voice.played(0, heard(20, true));
  await settle();
  expect(told).toEqual(['ready', 'heard all']);
});

test('a loudspeaker that had nothing left before the last words came has not played them', async () => {
  const { voice, sent, told, settle } = open();
  voice.add(`${ONE}${TWO}`);
  voice.play(0, null);
  await settle();
  const seconds = sent.reduce((sum, { chunk }) => sum + chunk.seconds, 0);
  voice.played(0, heard(seconds, true));
  await settle();
  voice.add(THREE);
  voice.end();
  await settle();
  expect([sent.at(-1)?.chunk.to, told]).toEqual([(ONE + TWO + THREE).length, ['ready']]);
  voice.played(0, heard(seconds, true));
  await settle();
  expect(told).toEqual(['ready']);
  voice.played(0, heard(sent.reduce((sum, { chunk }) => sum + chunk.seconds, 0), true));
  await settle();
  expect(told).toEqual(['ready', 'heard all']);
});

test('silenced, it goes on from the beginning of the sentence, with what was made before', async () => {
  const { voice, made, sent, settle } = open();
  voice.add(ONE + TWO + THREE);
  voice.end();
  voice.play(0, null);
  await settle();
  const told = voice.played(0, heard(8))?.heardTo ?? 0;
  expect((ONE + TWO).slice(0, told)).toBe(`${ONE}The second`);
  voice.silence();
  // The window tells once more where that was.
  const heardTo = voice.played(0, heard(8.5, false, true))?.heardTo ?? 0;
  expect((ONE + TWO).slice(0, heardTo)).toBe(`${ONE}The second sentence`);
  const before = made.length;
  voice.play(1, heardTo);
  expect(voice.played(0, heard(20))).toBeNull();
  await settle();
  expect(sent.filter(({ run }) => run === 1)[0]?.chunk.from).toBe(ONE.length);
  expect(made.length).toBe(before);
  // What was heard stays heard, however little of it is heard again.
  expect(voice.played(1, heard(0.2, false))?.heardTo).toBe(heardTo);
});

test('where it fell silent is known when the window has told so, which it does once for each run', async () => {
  const { voice, settle } = open();
  voice.add(ONE + TWO);
  expect(await voice.whenStopped()).toBe(0);
  voice.play(0, null);
  await settle();
  voice.played(0, heard(1.5));
  voice.silence();
  const silent = voice.whenStopped();
  voice.close();
  // One that was on its way.
  voice.played(0, heard(2.5));
  voice.played(0, heard(3.5, false, true));
  expect(ONE.slice(0, await silent)).toBe('The first sentence');
  expect(ONE.slice(0, await voice.whenStopped())).toBe('The first sentence');
});

test('what may come back as an echo is as long as a phrase that recognition makes', async () => {
  const { voice, settle } = open();
  voice.add(ONE + TWO + THREE);
  voice.end();
  voice.play(0, null);
  await settle();
  expect(voice.played(0, heard(20))?.saying).toContain('The first sentence');
});

test('a window that is gone tells nothing: what it told last counts', async () => {
  const { voice, settle } = open();
  voice.add(ONE + TWO);
  voice.play(0, null);
  await settle();
  voice.played(0, heard(2.5));
  voice.silence();
  expect(ONE.slice(0, await voice.whenStopped())).toBe('The first');
});

test('an answer with nothing to be said is ready at once, and silent', async () => {
  const { voice, told, made, settle } = open();
  voice.add('😀 …');
  voice.end();
  await settle();
  expect([told, made, voice.isSilent]).toEqual([['ready'], [], true]);
});

test('a voice that fails is told of once, and asked for nothing more', async () => {
  const { voice, told, made, problem, settle } = open();
  problem.error = new AppError('bad-file', 'The voice is damaged.');
  voice.add(ONE + TWO);
  await settle();
  voice.add(THREE);
  voice.end();
  await settle();
  expect([told, made.length]).toEqual([['The voice is damaged.'], 1]);
});
