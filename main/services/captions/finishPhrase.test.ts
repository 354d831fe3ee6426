import { expect, test } from 'vitest';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { noFinishing } from '../finishing/noFinishing.test-helper.ts';
import { scriptedFinishing } from '../finishing/scriptedFinishing.test-helper.ts';
import { testCaptions } from './captions.test-helper.ts';
import { createSpeakers } from './createSpeakers.ts';
import { finishPhrase } from './finishPhrase.ts';
import { saying } from './scriptedModels.test-helper.ts';

const phrase = (...texts: string[]): Phrase => ({
  number: 0,
  committed: texts.map((text, at) => ({ text, startMs: at * 1_000, endMs: at * 1_000 + 900, probability: null })),
  tentative: [],
  final: true,
  heardMs: 5_000,
});
const text = ({ committed }: Phrase) => committed.map((word) => word.text).join('');
const sound = (fromMs: number, toMs: number) => new Uint8Array((toMs - fromMs) * 32);
const print = (...values: number[]) => ({ vector: new Uint8Array(Float32Array.from(values).buffer) });

test('marks are set where there are none, by the model for it, and who speaks is told from the sound of the phrase', async () => {
  const asked: string[] = [];
  const finishing = scriptedFinishing({
    punctuate(params) {
      asked.push(params.text);
      return { text: 'We sail at noon.' };
    },
    voiceprint: ({ samples }) => (samples.length === 3_900 * 32 ? print(1, 0) : print(0, 1)),
  });
  const speakers = createSpeakers();
  const finished = await finishPhrase(phrase(' we', ' sail', ' at', ' noon'), { finishing, speakers, sound });
  expect([text(finished.phrase), finished.speaker]).toEqual([' We sail at noon.', 'Speaker 1']);
  // Whoever writes marks has written all that were to be written.
  const marked = await finishPhrase(phrase(' well,', ' then'), { finishing, speakers, sound });
  expect([text(marked.phrase), marked.speaker]).toEqual([' well, then', 'Speaker 2']);
  expect(asked).toEqual(['we sail at noon']);
});

test('without models, and when they fail, the phrase is as it was', async () => {
  const failing = scriptedFinishing({
    punctuate() {
      throw new AppError('internal', 'It broke.');
    },
    voiceprint() {
      throw new AppError('internal', 'It broke.');
    },
  });
  for (const finishing of [noFinishing, failing]) {
    const given = phrase(' we', ' sail');
    expect(await finishPhrase(given, { finishing, speakers: createSpeakers(), sound })).toEqual({ phrase: given, speaker: null });
  }
  expect(await finishPhrase(phrase(), { finishing: failing, speakers: createSpeakers(), sound })).toEqual({ phrase: phrase(), speaker: null });
});

test('speakers stand in the lines; a name that the person gives one is that of its later lines, too', async () => {
  let voice = [1, 0];
  const { client, record, say, watch } = testCaptions({ finishing: scriptedFinishing({ voiceprint: () => print(...voice) }) });
  const { id } = await record();
  const events = watch(id);
  const lines = () => events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
  const speak = async (count: number) => {
    await say(id, saying(['we', 'sail', 'at', 'noon.', ''], 16_000));
    await expect.poll(() => lines().length).toBe(count);
  };
  await speak(1);
  voice = [0, 1];
  await speak(2);
  expect(lines().map(({ speaker }) => speaker)).toEqual(['Speaker 1', 'Speaker 2']);
  await client.nameSpeaker({ recordingId: id, lineId: null, from: 'Speaker 2', to: 'Ann' });
  await expect.poll(() => lines().length).toBe(3);
  await speak(4);
  expect(lines().slice(2).map(({ speaker }) => speaker)).toEqual(['Ann', 'Ann']);
  voice = [1, 0];
  await speak(5);
  expect(lines().at(-1)?.speaker).toBe('Speaker 1');
});

test('models that cannot be had are told of once, and captions go on without them', async () => {
  const loaded = Promise.withResolvers<void>();
  const finishing = { ...noFinishing, with: () => loaded.promise.then(() => null), problem: () => 'This model is damaged; add it again.' };
  const { record, say, watch } = testCaptions({ finishing });
  const { id } = await record();
  const events = watch(id);
  const told = () => events.flatMap((event) => (event.kind === 'state' && event.notice !== null ? [event.notice] : []));
  await say(id, saying(['we', 'sail', 'at', 'noon.', ''], 16_000));
  loaded.resolve();
  await expect.poll(told).toEqual([expect.stringContaining('This model is damaged; add it again.')]);
  await expect.poll(() => events.filter(({ kind }) => kind === 'line').length).toBe(1);
  expect(told().length).toBe(1);
});
