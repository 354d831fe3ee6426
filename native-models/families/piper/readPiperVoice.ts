import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { readOnnxSummary } from '../../formats/onnx/readOnnxSummary.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { createFolderReader } from '../createFolderReader.ts';
import { PiperConfig } from './PiperConfig.ts';
import { piperVersion } from './piperVersion.ts';
import { tokenLines } from './tokenLines.ts';

/** The largest voices have about 120 MB. */
const MAX_VOICE_BYTES = 512 << 20;

/** A Piper voice as read from its folder, ready to be prepared. */
export interface PiperVoice {
  readonly family: string;
  readonly familyVersion: number;
  readonly name: string;
  readonly config: PiperConfig;
  /** content of tokens.txt */
  readonly tokens: string;
  /** path of the voice's graph with its weights */
  readonly graph: string;
  /** all files that the result depends on */
  readonly files: readonly string[];
}

/**
 * Reads a Piper voice from a folder with one `NAME.onnx` and its `NAME.onnx.json`, and makes sure that its graph takes
 * what a Piper voice takes. Errors: `not-found`, `bad-file`, `unsupported`, by name.
 */
export async function readPiperVoice(directory: string): Promise<PiperVoice> {
  const described = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.onnx.json'));
  if (described.length !== 1) {
    const found = described.length === 0 ? 'no voice (NAME.onnx with NAME.onnx.json)' : 'several voices';
    throw new AppError('not-found', `The folder "${path.basename(directory)}" has ${found}; choose a folder with one voice.`);
  }
  const [configName = ''] = described;
  const folder = createFolderReader(directory);
  const parsed = PiperConfig.safeParse(await folder.required(configName));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw refusedFile('bad-file', configName, `"${issue.path.join('.')}": ${issue.message}`);
  }
  const config = parsed.data;
  if (config.phoneme_type !== 'espeak') {
    throw refusedFile('unsupported', configName, `it needs phonemes of the kind "${config.phoneme_type.slice(0, 40)}"`);
  }
  const graph = path.join(directory, configName.slice(0, -'.json'.length));
  await checkGraph(graph, config.num_speakers > 1);
  return {
    family: 'piper',
    familyVersion: piperVersion,
    name: path.basename(graph, '.onnx').slice(0, 200),
    config,
    tokens: tokensOf(config, configName),
    graph,
    files: [...folder.files, graph],
  };
}

async function checkGraph(graph: string, hasSpeakers: boolean): Promise<void> {
  const { size } = await stat(graph).catch(() => ({ size: -1 }));
  if (size === -1) {
    throw new AppError('not-found', `The voice has no ${path.basename(graph)}; choose a folder with all its files.`);
  }
  if (size > MAX_VOICE_BYTES) throw refusedFile('bad-file', graph, `it is ${size} bytes long, and ${MAX_VOICE_BYTES} are possible`);
  const { inputs, outputs } = readOnnxSummary(await readFile(graph), graph);
  const expected = ['input', 'input_lengths', 'scales', ...(hasSpeakers ? ['sid'] : [])];
  if (inputs.join() !== expected.join() || outputs.length !== 1) {
    throw refusedFile('unsupported', graph, `a voice takes ${expected.join(', ')}, and this takes ${inputs.join(', ').slice(0, 200)}`);
  }
}

function tokensOf(config: PiperConfig, file: string): string {
  try {
    return tokenLines(config);
  } catch (error) {
    throw error instanceof RangeError ? refusedFile('bad-file', file, error.message) : error;
  }
}
