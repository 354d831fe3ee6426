import type { OnnxSummary } from '../formats/onnx/OnnxSummary.ts';
import { refusedFile } from '../formats/refusedFile.ts';

/** What the input or output at one place must be: its type, and its shape, where a word stands for any size. */
export interface GraphPlace {
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/**
 * Makes sure that a graph takes and gives these at their places, whatever the names: some exporters leave names to
 * chance, and the native library goes by the place. A shape or size that the file does not tell is taken at its word,
 * for the runtime checks those. Outputs beyond the wanted ones do no harm. Errors: `unsupported`.
 */
export function checkPlaces(
  { inputs, outputs, types }: OnnxSummary,
  file: string,
  what: string,
  wanted: { readonly inputs: readonly GraphPlace[]; readonly outputs: readonly GraphPlace[] },
): void {
  const refuse = (reason: string) => refusedFile('unsupported', file, reason);
  if (inputs.length !== wanted.inputs.length) throw refuse(`${what} takes ${wanted.inputs.length} inputs, and this takes ${inputs.length}`);
  if (outputs.length < wanted.outputs.length) throw refuse(`${what} gives ${wanted.outputs.length} outputs, and this gives ${outputs.length}`);
  const check = (names: readonly string[], places: readonly GraphPlace[]): void => {
    for (const [at, { type, shape }] of places.entries()) {
      const name = names[at] ?? '';
      const found = types.get(name) ?? { type: '', shape: null };
      const isLike = (size: number | string, place: number): boolean => {
        const told = found.shape?.[place];
        return typeof size === 'string' || typeof told !== 'number' || told === size;
      };
      const fits = found.shape === null || (found.shape.length === shape.length && shape.every(isLike));
      if (found.type === type && fits) continue;
      const told = `${found.type || 'no tensor'}${found.shape ? ` [${found.shape.map((size) => size ?? '?').join(', ')}]` : ''}`;
      throw refuse(`its "${name.slice(0, 80)}" is ${told.slice(0, 200)}, and ${what} has ${type} [${shape.join(', ')}] there`);
    }
  };
  check(inputs, wanted.inputs);
  check(outputs, wanted.outputs);
}
