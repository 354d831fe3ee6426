import type { DetectedSpeech } from './DetectedSpeech.ts';
import type { SpeechFolder } from './SpeechFolder.ts';

/** The three graphs of a transducer, by their names in its folder. */
export interface TransducerFiles {
  readonly encoder: string;
  readonly decoder: string;
  readonly joiner: string;
  /** what is kept of it: the graphs, and its table of tokens */
  readonly kept: DetectedSpeech['files'];
}

/**
 * Finds the graphs of a transducer in a folder by their names (`encoder-epoch-99-avg-1.onnx`, `encoder.int8.onnx`). Where
 * a graph is there in float32 and in int8, the exact one is taken. Null when one of the three or the tokens are missing.
 */
export function transducerFiles(folder: SpeechFolder): TransducerFiles | null {
  const find = (part: string): string | null => {
    const all = folder.files.filter((name) => name.startsWith(part) && name.endsWith('.onnx'));
    return all.find((name) => !name.endsWith('.int8.onnx')) ?? all[0] ?? null;
  };
  const [encoder, decoder, joiner] = [find('encoder'), find('decoder'), find('joiner')];
  if (!encoder || !decoder || !joiner || !folder.has('tokens.txt')) return null;
  const kept = { 'encoder.onnx': { from: encoder }, 'decoder.onnx': { from: decoder }, 'joiner.onnx': { from: joiner }, 'tokens.txt': { from: 'tokens.txt' } };
  return { encoder, decoder, joiner, kept };
}
