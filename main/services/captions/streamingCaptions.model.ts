import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { captionsService } from '../../../app/contract/services/captions.ts';
import { speechModelsService } from '../../../app/contract/services/speechModels.ts';
import { activityModel } from '../../../native-models/catalog/activityModel.ts';
import { recognitionModel } from '../../../native-models/catalog/recognitionModel.ts';
import { tinyFiles, tonesOf, writeFolder } from '../../../native-models/speech/streaming/tinyStreaming.test-helper.ts';
import { tinyActivity } from '../../../native-models/speech/tinyActivity.test-helper.ts';
import { openSettings } from '../../store/openSettings.ts';
import { openTestStore } from '../../store/testing/openTestStore.ts';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import { createSpeechModels } from '../speechModels/createSpeechModels.ts';
import type { StarterSet } from '../starter/StarterSet.ts';
import { createCaptionModels } from './createCaptionModels.ts';
import { createCaptionsService } from './createCaptionsService.ts';
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

test.each(['zipformer2', 'nemo-transducer'] as const)('from a folder with a %s to captions: installed, chosen, heard, stored', async (family) => {
  const home = temporaryFolder();
  const settings = await openSettings(join(home, 'settings.json'));
  const speechModels = createSpeechModels({ home, spawn: forkSpawn, settings });
  const models = createCaptionModels({ home, spawn: forkSpawn, settings, starters: await startersIn(home), speechModels });
  const captions = createCaptionsService({
    store: openTestStore().store,
    models,
    sounds: recordedSounds(join(home, 'recordings')),
    said: () => undefined,
    erased: () => undefined,
    overlayUrl: async () => null,
  });
  onTestFinished(async () => {
    await captions.close();
    await models.close();
    await speechModels.close();
  });
  const [near, far] = memoryChannelPair();
  serveService(far, captionsService, captions.handlers);
  serveService(far, speechModelsService, speechModels.handlers);
  const client = connectService(near, captionsService);
  const installed = connectService(near, speechModelsService);

  const source = join(home, `sherpa-onnx-streaming-${family}-en`);
  await writeFolder(source, tinyFiles(family));
  await installed.install({ path: source });
  for await (const list of installed.watch({})) if (list.installing === null && (list.models.length > 0 || list.problem !== null)) {
    expect(list.problem).toBeNull();
    await installed.choose({ role: 'streaming', id: list.models[0]!.id });
    break;
  }
  await expect.poll(() => models.status().recogniser).toEqual({ name: `sherpa-onnx-streaming-${family}-en`, languages: ['en'] });

  const { id: recordingId } = await client.start({ source: 'file', title: 'Tones', keepSound: false, remembered: false });
  const sound = tonesOf([-1, -1, 0, 1, 2, 3, -1, -1, 4, -1], family === 'zipformer2' ? 'kaldi' : 'slaney');
  for (let at = 0; at < sound.length; at += 8_000) {
    const samples = Buffer.from(sound.slice(at, at + 8_000).buffer).toString('base64');
    await client.feed({ recordingId, at, samples });
  }
  await client.stop({ recordingId });
  const { lines } = await client.lines({ recordingId, from: 0, limit: 10 });
  expect(lines.map(({ text }) => text).join(' ')).toBe('we sail at noon');
  expect(Math.abs(lines[0]!.startMs - 960)).toBeLessThan(200);
});
