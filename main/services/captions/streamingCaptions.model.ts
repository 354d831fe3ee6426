import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { captionsService } from '../../../app/contract/services/captions.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { speechModelsService } from '../../../app/contract/services/speechModels.ts';
import { activityModel } from '../../../native-models/catalog/activityModel.ts';
import { recognitionModel } from '../../../native-models/catalog/recognitionModel.ts';
import { tinyFiles, tonesOf, writeFolder } from '../../../native-models/speech/streaming/tinyStreaming.test-helper.ts';
import { tinyCnnPunctuation, tinySpeakers } from '../../../native-models/speech/tinyFinishing.test-helper.ts';
import { tinyActivity } from '../../../native-models/speech/tinyActivity.test-helper.ts';
import { openSettings } from '../../store/openSettings.ts';
import { openTestStore } from '../../store/testing/openTestStore.ts';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import { createFinishing } from '../finishing/createFinishing.ts';
import { createSpeechModels } from '../speechModels/createSpeechModels.ts';
import type { StarterSet } from '../starter/StarterSet.ts';
import { createCaptionModels } from './createCaptionModels.ts';
import { createCaptionsService } from './createCaptionsService.ts';
import { createSecondHearing } from './createSecondHearing.ts';
import { noTranslator } from './translation/noTranslator.test-helper.ts';
import { recordedSounds } from './recordedSounds.ts';

/** A starter set whose models are there: a tiny detector of voice, and no Whisper, which nobody shall ask for. */
async function startersIn(home: string): Promise<StarterSet> {
  const activity = join(home, 'activity');
  await writeFolder(activity, { [activityModel.files[0]!.name]: tinyActivity() });
  return {
    status: () => ({ phase: 'ready', models: [], progress: null, problem: null }),
    onChange: () => () => undefined,
    look: async () => true,
    obtain: async () => ({ [activityModel.info.id]: activity, [recognitionModel.info.id]: join(home, 'none') }),
    cancel: async () => undefined,
    close: async () => undefined,
  };
}

async function speechModelIds(installed: Client<typeof speechModelsService>): Promise<string[]> {
  for await (const { models } of installed.watch({})) return models.map(({ id }) => id);
  return [];
}

test.each(['zipformer2', 'nemo-transducer'] as const)('from a folder with a %s to captions: installed, chosen, heard, given marks and a speaker, stored', async (family) => {
  const home = temporaryFolder();
  const settings = await openSettings(join(home, 'settings.json'));
  const speechModels = createSpeechModels({ home, spawn: forkSpawn, settings });
  const starters = await startersIn(home);
  const models = createCaptionModels({ home, spawn: forkSpawn, settings, starters, activity: starters, speechModels });
  const finishing = createFinishing({ home, spawn: forkSpawn, settings, speechModels });
  const captions = createCaptionsService({
    store: openTestStore().store,
    models,
    sounds: recordedSounds(join(home, 'recordings')),
    finishing,
    second: createSecondHearing({ home, spawn: forkSpawn, starters, finishing, speechModels }),
    language: () => null,
    said: () => undefined,
    erased: async () => undefined,
    overlayUrl: async () => null,
    ...noTranslator,
  });
  onTestFinished(async () => {
    await captions.close();
    await models.close();
    await finishing.close();
    await speechModels.close();
  });
  const [near, far] = memoryChannelPair();
  serveService(far, captionsService, captions.handlers);
  serveService(far, speechModelsService, speechModels.handlers);
  const client = connectService(near, captionsService);
  const installed = connectService(near, speechModelsService);

  const install = async (name: string, files: Record<string, Uint8Array | string>): Promise<string> => {
    const known = new Set(await speechModelIds(installed));
    await writeFolder(join(home, name), files);
    await installed.install({ path: join(home, name) });
    for await (const { installing, models: all, problem } of installed.watch({})) {
      expect(problem).toBeNull();
      const found = all.find(({ id }) => !known.has(id));
      if (installing === null && found) return found.id;
    }
    throw new Error('the list ended');
  };
  const streaming = await install(`sherpa-onnx-streaming-${family}-en`, tinyFiles(family));
  await installed.choose({ role: 'streaming', id: streaming });
  // These are used as soon as they are there.
  await install('marks', tinyCnnPunctuation());
  await install('voices', tinySpeakers());
  await expect.poll(() => models.status().recogniser).toEqual({ name: `sherpa-onnx-streaming-${family}-en`, languages: [] });

  const { id: recordingId } = await client.start({ source: 'file', title: 'Tones', keepSound: false, remembered: false });
  const sound = tonesOf([-1, -1, 0, 1, 2, 3, 4, -1, -1, -1], family === 'zipformer2' ? 'kaldi' : 'slaney');
  for (let at = 0; at < sound.length; at += 8_000) {
    const samples = Buffer.from(sound.slice(at, at + 8_000).buffer).toString('base64');
    await client.feed({ recordingId, at, samples });
  }
  await client.stop({ recordingId });
  const { lines } = await client.lines({ recordingId, from: 0, limit: 10 });
  expect(lines.map(({ text }) => text).join(' ')).toBe('We sail at noon.');
  expect(new Set(lines.map(({ speaker }) => speaker))).toEqual(new Set(['Speaker 1']));
  expect(Math.abs(lines[0]!.startMs - 960)).toBeLessThan(200);
});
