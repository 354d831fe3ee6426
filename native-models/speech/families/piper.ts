import { AppError } from '../../../app/contract/AppError.ts';
import { checked } from '../../families/checked.ts';
import { PiperConfig } from '../../families/piper/PiperConfig.ts';
import { piperVersion } from '../../families/piper/piperVersion.ts';
import { tokenLines } from '../../families/piper/tokenLines.ts';
import { voiceMetadata } from '../../families/piper/voiceMetadata.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { checkGraph, type GraphValue } from '../checkGraph.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';

const INPUTS: readonly GraphValue[] = [
  { name: 'input', type: 'int64', shape: ['batch', 'phonemes'] },
  { name: 'input_lengths', type: 'int64', shape: ['batch'] },
  { name: 'scales', type: 'float32', shape: [3] },
];
const SPEAKER: GraphValue = { name: 'sid', type: 'int64', shape: ['batch'] };

/** A Piper voice: `NAME.onnx` and `NAME.onnx.json`. What sherpa-onnx wants beside, tokens and metadata, is written. */
export const piper: SpeechFamily = {
  family: 'piper',
  version: piperVersion,
  about: 'a Piper voice (NAME.onnx and NAME.onnx.json)',
  async detect(folder) {
    const described = folder.files.filter((name) => /^[^/]+\.onnx\.json$/.test(name));
    const [configName] = described;
    if (configName === undefined) return null;
    if (described.length > 1) {
      throw new AppError('not-found', `The folder "${folder.name}" has several voices; give the .onnx file of one, or a folder with one.`);
    }
    const config = readConfig(await folder.json(configName), configName);
    const graph = configName.slice(0, -'.json'.length);
    const summary = await folder.onnx(graph);
    checkGraph(summary, graph, 'a voice', { inputs: config.num_speakers > 1 ? [...INPUTS, SPEAKER] : INPUTS });
    if (summary.outputs.length !== 1) throw refusedFile('unsupported', graph, `a voice gives one sound, and this gives ${summary.outputs.length}`);
    const { noise_scale: noiseScale, noise_w: noiseScaleW, length_scale: lengthScale } = config.inference;
    return {
      name: graph.slice(0, -'.onnx'.length).slice(0, 200),
      kind: 'voice',
      languages: [config.language?.code ?? config.espeak.voice],
      speakers: config.num_speakers,
      speakerNames: config.num_speakers > 1 ? namesOf(config) : [],
      files: { 'voice.onnx': { from: graph, append: voiceMetadata(config) }, 'tokens.txt': { content: tokensOf(config, configName) } },
      pronunciation: config.espeak.voice.toLowerCase(),
      options: { sampleRate: config.audio.sample_rate, noiseScale, noiseScaleW, lengthScale },
    };
  },
};

function readConfig(json: unknown, file: string): PiperConfig {
  const config = checked(PiperConfig, json, file);
  if (config.phoneme_type === 'espeak') return config;
  throw refusedFile('unsupported', file, `it needs phonemes of the kind "${config.phoneme_type.slice(0, 40)}"`);
}

function tokensOf(config: PiperConfig, file: string): string {
  try {
    return tokenLines(config);
  } catch (error) {
    throw error instanceof RangeError ? refusedFile('bad-file', file, error.message) : error;
  }
}

/** Names in the order of their numbers; none unless every number has one. */
function namesOf({ speaker_id_map: map, num_speakers: count }: PiperConfig): string[] {
  const names = new Map(Object.entries(map).map(([name, id]) => [id, name]));
  const ordered = Array.from({ length: count }, (_, id) => names.get(id) ?? '');
  return ordered.includes('') ? [] : ordered;
}
