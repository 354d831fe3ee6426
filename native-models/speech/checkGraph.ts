import type { OnnxSummary } from '../formats/onnx/OnnxSummary.ts';
import { refusedFile } from '../formats/refusedFile.ts';

/** What an input or output must be: its name, its type, and its shape, where a word stands for any size. */
export interface GraphValue {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/**
 * Makes sure that a graph takes and gives exactly these, in this order: native libraries go by the place or the name, and
 * end the process over another. A file that does not tell a shape or a size is taken at its word: the runtime checks
 * those. Without `outputs`, they are not looked at. Errors: `unsupported`.
 */
export function checkGraph(
  { inputs, outputs, types }: OnnxSummary,
  file: string,
  what: string,
  wanted: { readonly inputs: readonly GraphValue[]; readonly outputs?: readonly GraphValue[] },
): void {
  const check = (names: readonly string[], values: readonly GraphValue[], verb: string): void => {
    const expected = values.map(({ name }) => name);
    if (names.join() !== expected.join()) {
      throw refusedFile('unsupported', file, `${what} ${verb} ${expected.join(', ')}, and this ${verb} ${names.join(', ').slice(0, 200) || 'nothing'}`);
    }
    for (const { name, type, shape } of values) {
      const found = types.get(name) ?? { type: '', shape: null };
      const fits = found.shape === null || (found.shape.length === shape.length && shape.every((size, at) => isLike(size, found.shape?.[at] ?? null)));
      if (found.type === type && fits) continue;
      const told = `${found.type || 'no tensor'}${found.shape ? ` [${found.shape.map((size) => size ?? '?').join(', ')}]` : ''}`;
      throw refusedFile('unsupported', file, `its "${name}" is ${told.slice(0, 200)}, and ${what} has ${type} [${shape.join(', ')}] there`);
    }
  };
  check(inputs, wanted.inputs, 'takes');
  if (wanted.outputs) check(outputs, wanted.outputs, 'gives');
}

const isLike = (wanted: number | string, found: number | string | null): boolean =>
  typeof wanted === 'string' || typeof found !== 'number' || wanted === found;
