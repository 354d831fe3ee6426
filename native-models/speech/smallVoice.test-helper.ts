import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeOnnx } from '../formats/onnx/encodeOnnx.ts';
import type { OnnxGraph } from '../formats/onnx/OnnxGraph.ts';

/** A graph that looks like a Piper voice from outside: it gives its scales back. */
export const smallVoiceGraph: OnnxGraph = {
  name: 'voice',
  inputs: [
    { name: 'input', type: 'int64', shape: [1, 'n'] },
    { name: 'input_lengths', type: 'int64', shape: [1] },
    { name: 'scales', type: 'float32', shape: [3] },
  ],
  outputs: [{ name: 'output', type: 'float32', shape: [3] }],
  initializers: [],
  nodes: [{ op: 'Identity', domain: '', inputs: ['scales'], outputs: ['output'], attributes: {} }],
};

/** What lies beside such a voice. */
export const smallVoiceConfig = {
  audio: { sample_rate: 22_050, quality: 'medium' },
  espeak: { voice: 'en-us' },
  inference: { noise_scale: 0.5, length_scale: 1.25, noise_w: 0.75 },
  phoneme_type: 'espeak',
  phoneme_id_map: { _: [0], '^': [1], $: [2], ' ': [3], æ: [4] },
  num_symbols: 8,
  num_speakers: 1,
  language: { code: 'en_US', name_english: 'English' },
};

/** Writes a folder with such a voice. */
export async function writeSmallVoice(folder: string, config: object = smallVoiceConfig, graph = smallVoiceGraph): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'small.onnx'), encodeOnnx(graph));
  await writeFile(path.join(folder, 'small.onnx.json'), JSON.stringify(config));
}
