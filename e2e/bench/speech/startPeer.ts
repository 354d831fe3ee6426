import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PeerClip {
  readonly text: string;
  readonly rounds: readonly { readonly seconds: number; readonly processorSeconds: number }[];
}

export interface Peer {
  /** Writes down raw int16 files at 16 kHz. */
  hear(files: readonly string[], rounds: number): Promise<{ clips: PeerClip[]; residentBytes: number }>;
  close(): void;
}

/** Starts faster-whisper in a Python that has it (`pip install faster-whisper`). Rejects when that ends at once. */
export async function startPeer(python: string, folder: string, threads: number): Promise<Peer> {
  const child = spawn(python, [join(import.meta.dirname, '../speechPeer.py')], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (request: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { done, value } = await lines.next();
    if (done) throw new Error(`${python} gave no answer: is faster-whisper installed there?`);
    return JSON.parse(value) as unknown;
  };
  child.stdin.on('error', () => undefined);
  await ask({ folder, threads });
  return {
    hear: async (files, rounds) => (await ask({ files, rounds })) as { clips: PeerClip[]; residentBytes: number },
    close: () => void child.kill(),
  };
}
