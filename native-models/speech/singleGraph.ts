import type { DetectedSpeech } from './DetectedSpeech.ts';
import type { SpeechFolder } from './SpeechFolder.ts';

/** The graph of a model that has one beside `tokens.txt`, and what is kept of it. */
export interface SingleGraph {
  readonly file: string;
  readonly kept: DetectedSpeech['files'];
}

/** Finds it: in float32 where both are there; null when there is none. */
export function singleGraph(folder: SpeechFolder): SingleGraph | null {
  const all = folder.files.filter((name) => /^[^/]+\.onnx$/.test(name));
  const exact = all.filter((name) => !name.endsWith('.int8.onnx'));
  const [file, ...others] = exact.length > 0 ? exact : all;
  if (file === undefined || others.length > 0 || !folder.has('tokens.txt')) return null;
  return { file, kept: { 'model.onnx': { from: file }, 'tokens.txt': { from: 'tokens.txt' } } };
}
