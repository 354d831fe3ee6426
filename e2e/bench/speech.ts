import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWhisper } from '../../main/hearing/whisper/openWhisper.ts';
import { recognitionModelDirectory, recognitionModelFolder } from '../model/recognitionModel.ts';
import { machineOf } from './machineOf.ts';
import { alignWords, type WordErrors } from './speech/alignWords.ts';
import { barestWords } from './speech/barestWords.ts';
import { benchClips } from './speech/benchClips.ts';
import type { Clip } from './speech/Clip.ts';
import { describeSpeech } from './speech/describeSpeech.ts';
import { figuresOf, type ClipFigures } from './speech/figuresOf.ts';
import { hearLong } from './speech/hearLong.ts';
import { passCost } from './speech/passCost.ts';
import { errorRate, rateWithInterval } from './speech/rateWithInterval.ts';
import { replay } from './speech/replay.ts';
import { startPeer, type Peer } from './speech/startPeer.ts';
import { summary } from './speech/summary.ts';
import { writeResult } from './writeResult.ts';

/** The utterance that passes are measured on. */
const UTTERANCE_SAMPLES = 80_000;

interface Heard {
  readonly clip: Clip;
  readonly figures: ClipFigures;
  readonly passes: number;
  readonly passSeconds: number;
  readonly peer: { readonly errors: WordErrors; readonly processorSeconds: number } | null;
}

/** Captions from speech with known words: errors, delays, erasure, time and memory, beside faster-whisper. */
export async function speech(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      recordings: { type: 'string', default: join(import.meta.dirname, '../../../shared/data/speech') },
      texts: { type: 'string', default: '12' },
      set: { type: 'string', default: 'held-out' },
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: '1' },
      clock: { type: 'string', default: 'processor' },
      python: { type: 'string' },
      rounds: { type: 'string', default: '10' },
      minutes: { type: 'string', default: '120' },
      long: { type: 'string', default: '10' },
    },
  });
  const clock = values.clock === 'wall' ? 'wall' : 'processor';
  const set: 'tuned' | 'held-out' = values.set === 'tuned' ? 'tuned' : 'held-out';
  const threads = Number(values.threads);
  const folder = await recognitionModelFolder();
  const directory = await recognitionModelDirectory('fast');
  if (folder === null || directory === null) return;
  const machine = machineOf();
  const whisper = await openWhisper(directory, { threads });
  const peer = values.python === undefined ? null : await startPeer(values.python, folder, threads);
  const raw = mkdtempSync(join(tmpdir(), 'headwater-speech-'));
  try {
    const wanted = { set, recordings: values.recordings, texts: Number(values.texts), seed: Number(values.seed) };
    const clips = await benchClips(wanted, whisper);
    const deadline = performance.now() + Number(values.minutes) * 60_000;
    const heard: Heard[] = [];
    for (const clip of clips) {
      if (performance.now() > deadline) break;
      const replayed = await replay(whisper, clip.samples, clock);
      const figures = figuresOf(clip, replayed);
      heard.push({ clip, figures, ...replayed, peer: await peerOf(peer, clip, raw) });
      const [own, theirs] = [[figures.final], errorsOf(heard.slice(-1))].map((one) =>
        (100 * errorRate(one)).toFixed(1),
      );
      process.stdout.write(`${clip.name}: ${own} %, peer ${peer ? `${theirs} %` : 'none'}\n`);
    }
    const groups = Map.groupBy(heard, ({ clip }) => clip.group);
    const result = {
      date: new Date().toISOString(),
      machine,
      threads,
      clock,
      set,
      seed: Number(values.seed),
      all: figuresOfAll(heard),
      groups: Object.fromEntries([...groups].map(([name, some]) => [name, figuresOfAll(some)])),
      finalPass: await costOf(heard[0]!.clip),
      process: await hearLong(
        directory,
        heard.map(({ clip }) => clip.samples),
        Number(values.long),
      ),
    };
    process.stdout.write(describeSpeech(result));
    await writeResult('speech', result);
  } finally {
    rmSync(raw, { recursive: true });
    peer?.close();
    await whisper.close();
  }

  async function costOf({ samples }: Clip) {
    const utterance = samples.slice(0, UTTERANCE_SAMPLES);
    const file = join(raw, 'utterance.raw');
    writeFileSync(file, new Uint8Array(utterance.buffer));
    return passCost(
      whisper,
      Float32Array.from(utterance, (sample) => sample / 32_768),
      file,
      peer,
      Number(values.rounds),
    );
  }
}

async function peerOf(peer: Peer | null, clip: Clip, folder: string): Promise<Heard['peer']> {
  if (!peer) return null;
  const file = join(folder, 'clip.raw');
  writeFileSync(file, new Uint8Array(clip.samples.slice().buffer));
  const { text, rounds } = (await peer.hear([file], 1)).clips[0]!;
  const spoken = clip.words.flatMap((word) => barestWords(word.text));
  return { errors: alignWords(spoken, barestWords(text)), processorSeconds: rounds[0]!.processorSeconds };
}

const errorsOf = (heard: readonly Heard[]): WordErrors[] => heard.flatMap(({ peer }) => (peer ? [peer.errors] : []));

function figuresOfAll(heard: readonly Heard[]) {
  const sum = (of: (one: Heard) => number) => heard.reduce((total, one) => total + of(one), 0);
  const own = heard.map(({ figures }) => figures);
  const passes = {
    passes: sum((one) => one.passes),
    passSeconds: sum((one) => one.passSeconds),
    soundSeconds: sum(({ clip }) => clip.samples.length / 16_000),
  };
  const peers = errorsOf(heard);
  const peer =
    peers.length < heard.length
      ? null
      : {
          wordErrorRate: rateWithInterval(peers),
          difference: rateWithInterval(
            own.map(({ final }) => final),
            peers,
          ),
          realTimeFactor: sum((one) => one.peer?.processorSeconds ?? 0) / passes.soundSeconds,
        };
  return { clips: heard.length, ...summary(own, passes), peer };
}
