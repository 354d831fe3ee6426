import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resampled } from './resampled.ts';

export interface EspeakJob {
  readonly text: string;
  readonly voice: string;
  /** words per minute */
  readonly speed: number;
  /** 0 to 100 */
  readonly pitch: number;
}

export interface EspeakSound {
  /** 16 kHz, dry */
  readonly samples: Float32Array;
  /** where each word stands in the text, and when it was begun */
  readonly words: readonly { readonly at: number; readonly length: number; readonly startMs: number }[];
}

/** Texts spoken by libespeak-ng. Errors: that of Python when it or the library is missing. */
export function espeakSounds(jobs: readonly EspeakJob[]): EspeakSound[] {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-speech-'));
  try {
    const files = jobs.map((job, at) => ({ ...job, file: join(folder, `${at}.raw`) }));
    const script = join(import.meta.dirname, 'espeakWords.py');
    const { sampleRate, clips } = JSON.parse(
      execFileSync('python3', [script], { input: JSON.stringify({ jobs: files }), encoding: 'utf8' }),
    ) as { readonly sampleRate: number; readonly clips: readonly Pick<EspeakSound, 'words'>[] };
    return clips.map(({ words }, at) => {
      const bytes = readFileSync(files[at]!.file);
      const raw = Int16Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(2 * index));
      return { samples: resampled(raw, sampleRate), words };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
