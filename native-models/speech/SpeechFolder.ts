import type { OnnxSummary } from '../formats/onnx/OnnxSummary.ts';

/** A folder that a person gave, as detectors see it. Names are relative, with `/` between folders. */
export interface SpeechFolder {
  /** of the folder, or of the single file without its ending */
  readonly name: string;
  /** sorted */
  readonly files: readonly string[];
  has(name: string): boolean;
  /** bytes; 0 for what is not there */
  readonly sizeOf: (name: string) => number;
  /** absolute */
  readonly pathOf: (name: string) => string;
  /** Content of a small file. Errors: `not-found`, `bad-file`. */
  text(name: string): Promise<string>;
  json(name: string): Promise<unknown>;
  /** What an ONNX file says of itself; read once. Errors: `not-found`, `bad-file`. */
  onnx(name: string): Promise<OnnxSummary>;
}
