import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadWordPiece } from '../../native-models/tokenizer/loadWordPiece.ts';
import { embeddingModelDirectory, embeddingModelFolder } from '../model/embeddingModel.ts';
import { proseFromReadmes } from '../model/proseFromReadmes.ts';
import type { EmbeddingFigures } from './embeddingProcess.ts';
import { machineOf } from './machineOf.ts';
import { medianWithInterval } from './medianWithInterval.ts';
import { writeResult } from './writeResult.ts';

const BATCH = 32;
/** About 20 and 200 tokens of English text, in words. */
const WORDS = { short: 15, long: 145 } as const;

/**
 * The starter set's embedding model: one text, batches, loading, memory. With `--python FILE` the same for transformers
 * on the processor, by a Python that has torch and transformers.
 */
export async function embedding(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { threads: { type: 'string', default: '2' }, rounds: { type: 'string', default: '20' }, python: { type: 'string' } },
  });
  const [threads, rounds] = [Number(values.threads), Number(values.rounds)];
  const folder = await embeddingModelFolder();
  const directory = await embeddingModelDirectory('fast');
  if (folder === null || directory === null) return;
  const machine = machineOf();
  const texts = { short: await pieces(WORDS.short), long: await pieces(WORDS.long) };
  const input = JSON.stringify({ folder, directory, texts, threads, rounds });
  // Each in a process of its own, for its memory.
  const measure = (program: string, file: string): EmbeddingFigures =>
    JSON.parse(execFileSync(program, [join(import.meta.dirname, file)], { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })) as EmbeddingFigures;
  const figures: Record<string, EmbeddingFigures> = { headwater: measure(process.execPath, 'embeddingProcess.ts') };
  if (values.python !== undefined) figures['transformers'] = measure(values.python, 'embeddingPeer.py');
  for (const [name, { loadSeconds, residentBytes, ...lists }] of Object.entries(figures)) {
    const medians = Object.entries(lists).map(([key, list]) => `${key} ${medianWithInterval(list).median.toFixed(1)}`);
    process.stdout.write(`${name}: load ${loadSeconds.toFixed(2)} s, ${Math.round(residentBytes / 2 ** 20)} MiB; ${medians.join(', ')}\n`);
  }
  const tokens = await meanTokens(folder, texts);
  process.stdout.write(`tokens of a text: ${tokens.short} and ${tokens.long}\n`);
  const summary = Object.entries(figures).map(([name, { loadSeconds, residentBytes, ...lists }]) => [
    name,
    { loadSeconds, residentBytes, ...Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, medianWithInterval(list)])) },
  ]);
  await writeResult('embedding', { date: new Date().toISOString(), machine, threads, rounds, tokens, figures: Object.fromEntries(summary) as object });
}

/** `BATCH` texts of so many words each. */
async function pieces(words: number): Promise<string[]> {
  const prose = (await proseFromReadmes(join(import.meta.dirname, '../..'))).split(/\s+/);
  return Array.from({ length: BATCH }, (_, index) => prose.slice(index * words, (index + 1) * words).join(' '));
}

async function meanTokens(folder: string, texts: Readonly<Record<keyof typeof WORDS, string[]>>): Promise<Record<keyof typeof WORDS, number>> {
  const tokenizer = loadWordPiece(JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8')));
  const mean = (some: string[]) => Math.round(some.reduce((sum, text) => sum + tokenizer.encode(text, 256).length, 0) / some.length);
  return { short: mean(texts.short), long: mean(texts.long) };
}
