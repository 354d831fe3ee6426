import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { Settings } from '../../app/settings/Settings.ts';
import type { CaptionModels } from '../../main/services/captions/CaptionModels.ts';
import { createCaptionModels } from '../../main/services/captions/createCaptionModels.ts';
import { createCaptionsService } from '../../main/services/captions/createCaptionsService.ts';
import { noTranslator } from '../../main/services/captions/translation/noTranslator.test-helper.ts';
import { recordedSounds } from '../../main/services/captions/recordedSounds.ts';
import { createStarterSet } from '../../main/services/starter/createStarterSet.ts';
import { starterModels } from '../../main/services/starter/starterModels.ts';
import { createStore } from '../../main/store/createStore.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import { loudSkip } from '../support/loudSkip.ts';
import { machineOf } from './machineOf.ts';
import { countHeard } from './speech/countHeard.ts';
import { hourOfSound, RATE, type PlantedPhrase } from './speech/hourOfSound.ts';
import { writeResult } from './writeResult.ts';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater');
const PIECE = RATE;
const MIB = 2 ** 20;

/**
 * An hour of sound through the chain of captions (voice activity, recognition, recorder, store) as fast as it goes: times
 * of a phrase planted every five minutes, memory of the three processes, and every sample counted.
 * Options: `--minutes 60`, `--threads 1`.
 */
export async function captionsHour(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { minutes: { type: 'string', default: '60' }, threads: { type: 'string', default: '1' } },
  });
  const [minutes, threads] = [Number(values.minutes), Number(values.threads)];
  const machine = machineOf();
  const sound = await hourOfSound(minutes);
  if (!sound) return;
  const starters = createStarterSet({ home: CACHE, spawn: forkSpawn, models: starterModels.captions });
  try {
    await starters.obtain();
  } catch (error) {
    return loudSkip('an hour of captions', error instanceof Error ? error.message : String(error));
  }
  const folder = mkdtempSync(join(tmpdir(), 'headwater-hour-'));
  const store = createStore(join(folder, 'headwater.db'));
  const settings = { get: () => ({ ...Settings.parse({}), threads }) };
  const models = createCaptionModels({ home: CACHE, settings, starters, activity: starters, spawn: forkSpawn });
  const counted = countHeard(models);
  const captions = createCaptionsService({
    store,
    models: counted.models,
    sounds: recordedSounds(join(folder, 'recordings')),
    said: () => undefined,
    erased: async () => undefined,
    overlayUrl: async () => null,
    ...noTranslator,
  });
  try {
    const started = performance.now();
    const { feed, start, stop, lines: linesOf } = captions.handlers;
    const { id: recordingId } = await start({ source: 'file', title: 'Hour', keepSound: false, remembered: false });
    const memory: { minute: number; host: number; speech: number; hearing: number }[] = [];
    for (let at = 0; at < sound.length; at += PIECE) {
      const piece = sound.read(at, Math.min(sound.length, at + PIECE));
      await feed({ recordingId, at, samples: Buffer.from(piece.buffer).toString('base64') });
      if ((at / PIECE) % 60 === 59) memory.push({ minute: memory.length + 1, ...(await residentOf(models)) });
    }
    const { durationMs } = await stop({ recordingId });
    const seconds = (performance.now() - started) / 1_000;
    const lines: CaptionLine[] = [];
    for (let from = 0, total = 1; from < total; from += 200) {
      const page = await linesOf({ recordingId, from, limit: 200 });
      lines.push(...page.lines);
      ({ total } = page);
    }
    const planted = sound.planted.map((phrase) => ({ ...phrase, foundMs: foundAt(phrase, lines) }));
    const result = {
      date: new Date().toISOString(),
      machine,
      minutes,
      threads,
      seconds,
      lines: lines.length,
      samples: { given: sound.length, ...counted.heard(), recordedMs: durationMs },
      planted,
      memory,
    };
    for (const { text, startMs, foundMs } of planted) {
      const off = foundMs === null ? 'not found' : `${(foundMs - startMs).toFixed(0)} ms off`;
      process.stdout.write(`${(startMs / 1_000).toFixed(1)} s: ${off} (${text})\n`);
    }
    const { speech, hearing } = counted.heard();
    process.stdout.write(`samples: ${sound.length} given, ${speech} and ${hearing} heard, recorded ${durationMs} ms\n`);
    for (const name of ['host', 'speech', 'hearing'] as const) {
      const all = memory.map((one) => one[name]);
      process.stdout.write(`${name}: ${all[4] ?? all[0]} MiB after five minutes, ${Math.max(...all)} at most, ${all.at(-1)} at the end\n`);
    }
    process.stdout.write(`${minutes} minutes in ${seconds.toFixed(0)} s, ${lines.length} lines\n`);
    await writeResult('captionsHour', result);
  } finally {
    await captions.close();
    await models.close();
    await store.close({});
    rmSync(folder, { recursive: true });
  }
}

async function residentOf(models: CaptionModels) {
  const { speech, hearing } = await models.whenReady(new AbortController().signal);
  const [own, others] = [process.memoryUsage.rss(), await Promise.all([speech, hearing].map((one) => one.residentBytes({})))];
  const [ofSpeech, ofHearing] = others.map(({ bytes }) => Math.round(bytes / MIB));
  return { host: Math.round(own / MIB), speech: ofSpeech!, hearing: ofHearing! };
}

/** When the line begins that says the phrase's own word; null when none within half a minute does. */
function foundAt({ key, startMs }: PlantedPhrase, lines: readonly CaptionLine[]): number | null {
  const line = lines.find((one) => Math.abs(one.startMs - startMs) < 30_000 && one.text.toLowerCase().includes(key));
  return line?.startMs ?? null;
}
