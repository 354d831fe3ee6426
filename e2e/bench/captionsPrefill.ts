import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withoutMemory } from '../../app/memory/withoutMemory.ts';
import { Settings } from '../../app/settings/Settings.ts';
import { openWhisper } from '../../main/hearing/whisper/openWhisper.ts';
import { launchHearing } from '../../main/services/hearing/launchHearing.ts';
import { launchEngine, type LoadedEngine } from '../../main/services/models/launchEngine.ts';
import { launchSpeech } from '../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { recognitionModelDirectory } from '../model/recognitionModel.ts';
import { speechModels } from '../model/speechModels.ts';
import { machineOf } from './machineOf.ts';
import { figuresOf, type ClipFigures } from './speech/figuresOf.ts';
import { piperClips } from './speech/piperClips.ts';
import { playLive } from './speech/playLive.ts';
import { script } from './speech/script.ts';
import { speakers } from './speech/speakers.ts';
import { summary } from './speech/summary.ts';
import { writeResult } from './writeResult.ts';

/** What is read, about 8,000 tokens. */
const READ_WORDS = 6_000;
const ARMS = ['idle', 'reading', 'reading, no way made'] as const;

/**
 * Delays of captions while the chat model reads 8,000 tokens, over and over: the three processes, sound in real time on
 * the clock of the wall. Each clip is heard with the engine idle, with it reading and making way, and with it reading
 * without. Options: `--texts 4`, `--threads` (those of every process; 0, all cores).
 */
export async function captionsPrefill(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { texts: { type: 'string', default: '4' }, threads: { type: 'string', default: '0' } },
  });
  const threads = Number(values.threads);
  const machine = machineOf();
  const [directory, recognition, paths] = [
    await defaultModelDirectory('fast'),
    await recognitionModelDirectory('fast'),
    await speechModels(),
  ];
  if (!directory || !recognition || !paths) return;
  const whisper = await openWhisper(recognition, { threads: 1 });
  const clips = await piperClips(script['held-out'].slice(0, Number(values.texts)), speakers['held-out'].piper[0]!, whisper, 1);
  await whisper.close();
  if (!clips) return;

  const folder = mkdtempSync(join(tmpdir(), 'headwater-prefill-'));
  const logFile = join(folder, 'log');
  const { signal } = new AbortController();
  const settings = { ...Settings.parse({}), threads };
  const engine = await launchEngine({ spawn: forkSpawn, directory, memoryFolder: folder, settings, logFile }, signal);
  let makesWay = false;
  const onBusy = (busy: boolean): void => void engine.value.client.makeWay({ busy: busy && makesWay }).catch(() => undefined);
  const hearing = await launchHearing({ spawn: forkSpawn, directory: recognition, threads, logFile, onBusy }, signal);
  const speech = await launchSpeech({ spawn: forkSpawn, activity: paths.activityFile, voice: null, logFile }, signal);
  const processes = { speech: speech.value.client, hearing: hearing.value.client };
  try {
    const heard: Record<(typeof ARMS)[number], ClipFigures[]> = { idle: [], reading: [], 'reading, no way made': [] };
    const read = { reading: 0, 'reading, no way made': 0 };
    const seconds = { reading: 0, 'reading, no way made': 0 };
    for (const clip of clips) {
      for (const arm of ARMS) {
        makesWay = arm === 'reading';
        const stop = new AbortController();
        const started = performance.now();
        const reading = arm === 'idle' ? null : readOn(engine.value, stop.signal);
        heard[arm].push(figuresOf(clip, { states: await playLive(processes, clip.samples), passes: 0, passSeconds: 0 }));
        stop.abort();
        if (arm === 'idle') continue;
        read[arm] += (await reading) ?? 0;
        seconds[arm] += (performance.now() - started) / 1_000;
      }
    }
    const passes = { passes: 0, passSeconds: 0, soundSeconds: clips.reduce((sum, { samples }) => sum + samples.length / 16_000, 0) };
    const arms = ARMS.map((arm) => {
      const { words, wordErrorRate, firstWordMs, everyWordMs, finalisationMs } = summary(heard[arm], passes);
      const tokensPerSecond = arm === 'idle' ? null : read[arm] / seconds[arm];
      return { arm, words, wordErrorRate, firstWordMs, everyWordMs, finalisationMs, tokensPerSecond };
    });
    const idle = arms[0]!;
    for (const { arm, firstWordMs, finalisationMs, everyWordMs, tokensPerSecond } of arms) {
      const ratio = (finalisationMs.p95 / idle.finalisationMs.p95).toFixed(2);
      const speed = tokensPerSecond === null ? '' : `, ${tokensPerSecond.toFixed(0)} tokens read a second`;
      process.stdout.write(
        `${arm}: first word ${firstWordMs.p50} / ${firstWordMs.p95} ms, every word ${everyWordMs.p50} / ${everyWordMs.p95}, ` +
          `final ${finalisationMs.p50} / ${finalisationMs.p95} (${ratio} times idle)${speed}\n`,
      );
    }
    await writeResult('captionsPrefill', { date: new Date().toISOString(), machine, threads, arms });
  } finally {
    await Promise.all([speech, hearing, engine].map(({ child }) => closeChild(child)));
    rmSync(folder, { recursive: true });
  }
}

/** Reads one long message after the other until it is stopped. Result: tokens that were read. */
async function readOn({ client }: LoadedEngine, signal: AbortSignal): Promise<number> {
  const words = [...script.tuned, ...script['held-out']].join(' ').split(' ');
  let tokens = 0;
  for (let round = 0; !signal.aborted; round++) {
    // Another beginning each time, so that nothing is known already.
    const text = Array.from({ length: READ_WORDS }, (_, at) => words[(at + 101 * round) % words.length]).join(' ');
    let before = 0;
    const request = {
      conversationId: `reading-${round}`,
      system: 'Be brief.',
      turns: [{ id: `turn-${round}`, role: 'user' as const, text }],
      earlierTurns: 0,
      sampling: null,
      maxTokens: 1,
      ...withoutMemory,
    };
    // Who leaves the stream stops the engine.
    for await (const event of client.answer(request)) {
      if (signal.aborted) break;
      if (event.kind !== 'reading') continue;
      tokens += event.done - before;
      before = event.done;
    }
    await client.forget({ conversationId: `reading-${round}` });
  }
  return tokens;
}
