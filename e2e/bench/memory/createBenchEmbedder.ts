import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openEncoder } from '../../../main/engine/embedding/openEncoder.ts';
import type { Embedder } from '../../../main/services/memory/Embedder.ts';

/** Texts of one run, all of about one length. */
const BATCH = 16;

/**
 * The starter set's embedding model in this process. Vectors are kept in `folder`, so that a bench that runs again does
 * not make them again: generated talk says many things more than once.
 *
 * @param directory of the compiled model
 */
export async function createBenchEmbedder(
  directory: string,
  folder: string,
  threads: number,
): Promise<Embedder & { embed(texts: readonly string[], options: { readonly urgent: boolean }): Promise<Float32Array>; close(): Promise<void> }> {
  const encoder = await openEncoder(directory, threads);
  const name = basename(directory);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.vectors`);
  const kept = await readFile(file, 'utf8').catch(() => '');
  const known = new Map(
    kept
      .split('\n')
      .filter((line) => line.endsWith(']'))
      .map((line) => JSON.parse(line) as [string, string])
      .map(([text, vector]) => [text, floatsOf(Buffer.from(vector, 'base64'))]),
  );
  const make = async (texts: readonly string[]): Promise<void> => {
    const rows = texts
      .map((text) => ({ text, tokens: encoder.tokenise(text) }))
      .toSorted((a, b) => a.tokens.length - b.tokens.length);
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const vectors = await encoder.run(batch.map(({ tokens }) => tokens));
      const lines = batch.map(({ text }, i) => {
        const vector = vectors.slice(i * encoder.dimensions, (i + 1) * encoder.dimensions);
        known.set(text, vector);
        return `${JSON.stringify([text, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')])}\n`;
      });
      await appendFile(file, lines.join(''));
    }
  };
  return {
    name,
    status: () => ({ phase: 'ready', progress: null, note: null }),
    onChange: () => () => undefined,
    async embed(texts) {
      await make([...new Set(texts)].filter((text) => !known.has(text)));
      const vectors = new Float32Array(texts.length * encoder.dimensions);
      texts.forEach((text, i) => vectors.set(known.get(text)!, i * encoder.dimensions));
      return vectors;
    },
    close: () => encoder.close(),
  };
}

function floatsOf(bytes: Uint8Array): Float32Array {
  // A buffer's own `slice` would be a view of memory that it shares with others.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
