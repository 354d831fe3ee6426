import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import type { Clip } from './Clip.ts';
import type { Room } from './inRoom.ts';
import { resampled } from './resampled.ts';
import { sentenceClips } from './sentenceClips.ts';

export interface FliteSpeaker {
  readonly name: string;
  /** as `flite -lv` names it */
  readonly voice: string;
  readonly room: Room;
}

const HEADER_BYTES = 44;
const RATE_AT = 24;

/** Texts spoken by flite's voices; see `sentenceClips`. Errors: that of the command when it is missing. */
export async function fliteClips(
  texts: readonly string[],
  { name, voice, room }: FliteSpeaker,
  whisper: Whisper,
  seed: number,
): Promise<Clip[]> {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-speech-'));
  const file = join(folder, 'sentence.wav');
  const say = async (sentence: string): Promise<Float32Array> => {
    execFileSync('flite', ['-voice', voice, '-t', sentence, '-o', file], { stdio: 'pipe' });
    const bytes = readFileSync(file);
    const samples = Int16Array.from({ length: (bytes.length - HEADER_BYTES) / 2 }, (_, at) =>
      bytes.readInt16LE(HEADER_BYTES + 2 * at),
    );
    return resampled(samples, bytes.readUInt32LE(RATE_AT));
  };
  try {
    return await sentenceClips(texts, { name, room, say }, whisper, seed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
