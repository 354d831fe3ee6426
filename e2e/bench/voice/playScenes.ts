import { openWhisper } from '../../../main/hearing/whisper/openWhisper.ts';
import { recognitionModelDirectory } from '../../model/recognitionModel.ts';
import { speechModels } from '../../model/speechModels.ts';
import { timesOfWords } from '../speech/timesOfWords.ts';
import { describeScene } from './judge/describeVoice.ts';
import { describeTrace } from './judge/describeTrace.ts';
import { judgeScene, type Judgement } from './judge/judgeScene.ts';
import { runScene } from './runScene.ts';
import { createScenes } from './scenes/createScenes.ts';
import type { Scene } from './scenes/Scene.ts';
import { createSceneSounds } from './sound/createSceneSounds.ts';
import { createVoices } from './sound/createVoices.ts';
import { startBenchHost } from './startBenchHost.ts';

export interface PlayOptions {
  readonly scenes: readonly Scene[];
  /** a folder as `recordedClips` reads it */
  readonly recordings: string;
  /** print all that happens in a scene */
  readonly trace: boolean;
  /** no scene begins after so many minutes, on the real clock */
  readonly minutes: number;
}

export interface Played {
  readonly judged: readonly Judgement[];
  /** seconds of virtual time during which none, one, two … of the processes worked at once */
  readonly atOnceSeconds: readonly number[];
}

/** Plays scenes one after the other on one host, and prints what came of each. Null, said on a loud line, without models. */
export async function playScenes({ scenes, recordings, trace, minutes }: PlayOptions): Promise<Played | null> {
  const models = await speechModels();
  const directory = await recognitionModelDirectory('fast');
  const host = models && directory ? await startBenchHost() : null;
  if (!models || directory === null || !host) return null;
  const whisper = await openWhisper(directory, { threads: 1 });
  const voices = await createVoices(models);
  const deadline = performance.now() + minutes * 60_000;
  const judged: Judgement[] = [];
  try {
    const soundsOf = createSceneSounds(voices, recordings);
    // The first session starts the processes of sound; what that takes belongs to no scene.
    const warmUp = createScenes(1, 1).slice(0, 1).map((scene) => ({ ...scene, number: -1 }));
    for (const scene of [...warmUp, ...scenes]) {
      if (performance.now() > deadline) break;
      const sounds = await soundsOf(scene);
      const record = await host.pacer.run(() => runScene(scene, host, sounds));
      if (trace) process.stdout.write(describeTrace(record));
      const judgement = await judgeScene(record, async (sound, text) => placed(text, await timesOfWords(whisper, sound, text)));
      process.stdout.write(`${describeScene(judgement)}\n`);
      if (scene.number >= 0) judged.push(judgement);
    }
    return { judged, atOnceSeconds: host.pacer.atOnce.map((ms) => Math.round(ms / 1_000)) };
  } finally {
    await host.close();
    await voices.close();
    await whisper.close();
  }
}

/** Where each word ends in its text, and in seconds of its sound. */
function placed(text: string, words: readonly { readonly text: string; readonly endMs: number }[]): { end: number; seconds: number }[] {
  let at = 0;
  return words.map((word) => {
    const found = text.indexOf(word.text, at);
    if (found !== -1) at = found + word.text.length;
    return { end: at, seconds: word.endMs / 1_000 };
  });
}
