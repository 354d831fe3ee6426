import type { SpeechFolder } from './SpeechFolder.ts';

/** The graph of a model that has one, beside `tokens.txt`: in float32 where both are there; null when there is none. */
export function singleGraph(folder: SpeechFolder): string | null {
  const all = folder.files.filter((name) => /^[^/]+\.onnx$/.test(name));
  const exact = all.filter((name) => !name.endsWith('.int8.onnx'));
  const found = exact.length > 0 ? exact : all;
  return found.length === 1 && folder.has('tokens.txt') ? found[0]! : null;
}
