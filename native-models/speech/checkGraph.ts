import type { OnnxSummary } from '../formats/onnx/OnnxSummary.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { checkPlaces, type GraphPlace } from './checkPlaces.ts';

/** What an input or output must be, with its name. */
export interface GraphValue extends GraphPlace {
  readonly name: string;
}

/**
 * Makes sure that a graph takes and gives exactly these, in this order, by their names: native libraries that go by the
 * name end the process over another. Without `outputs`, they are not looked at. Errors: `unsupported`.
 */
export function checkGraph(
  summary: OnnxSummary,
  file: string,
  what: string,
  { inputs, outputs }: { readonly inputs: readonly GraphValue[]; readonly outputs?: readonly GraphValue[] },
): void {
  const check = (names: readonly string[], values: readonly GraphValue[], verb: string): void => {
    const expected = values.map(({ name }) => name).join(', ');
    if (names.join(', ') === expected) return;
    throw refusedFile('unsupported', file, `${what} ${verb} ${expected}, and this ${verb} ${names.join(', ').slice(0, 200) || 'nothing'}`);
  };
  check(summary.inputs, inputs, 'takes');
  if (outputs) check(summary.outputs, outputs, 'gives');
  checkPlaces(summary, file, what, { inputs, outputs: outputs ?? [] });
}
