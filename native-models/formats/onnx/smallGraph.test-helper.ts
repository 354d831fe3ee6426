import type { OnnxGraph } from './OnnxGraph.ts';

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

/** What the file `weights.bin` of `smallGraph` holds: 16 bytes of something else, then the constant `far`. */
export const smallWeights = Buffer.concat([new Uint8Array(16).fill(0xab), floats(1, 2, 3, 4)]);

/**
 * One of everything the writer can say: constants inside and beside the file, every kind of attribute, a branch, a name
 * that is not ASCII, an optional input and optional outputs left out, an operator of onnxruntime's own domain.
 * y = pick ? 2 relu((x + far) inner) : -2 (x + far) inner, and the size of that.
 */
export const smallGraph: OnnxGraph = {
  name: 'small',
  inputs: [
    { name: 'x', type: 'float32', shape: ['S', 4] },
    { name: 'pick', type: 'bool', shape: [1] },
  ],
  outputs: [
    { name: 'größe', type: 'float32', shape: ['S', 2] },
    { name: 'shape', type: 'int64', shape: [2] },
  ],
  initializers: [
    { name: 'far', type: 'float32', shape: [4], data: { file: 'weights.bin', offset: 16, byteLength: 16 } },
    { name: 'inner', type: 'float32', shape: [4, 2], data: floats(1, 0, 0, 1, -1, 0, 0, -1) },
    { name: 'parts', type: 'int64', shape: [2], data: new Uint8Array(BigInt64Array.of(3n, 1n).buffer) },
  ],
  nodes: [
    { op: 'Add', domain: '', inputs: ['x', 'far'], outputs: ['sum'], attributes: {} },
    { op: 'Split', domain: '', inputs: ['sum', 'parts'], outputs: ['head', 'tail'], attributes: { axis: -1 } },
    { op: 'Concat', domain: '', inputs: ['head', 'tail'], outputs: ['joined'], attributes: { axis: 1 } },
    { op: 'Transpose', domain: '', inputs: ['joined'], outputs: ['turned'], attributes: { perm: [1, 0] } },
    {
      op: 'FusedMatMul',
      domain: 'com.microsoft',
      inputs: ['turned', 'inner'],
      outputs: ['product'],
      attributes: { transA: 1, alpha: { float: 2 } },
    },
    { op: 'Clip', domain: '', inputs: ['product', '', ''], outputs: ['same'], attributes: {} },
    {
      op: 'If',
      domain: '',
      inputs: ['pick'],
      outputs: ['größe'],
      attributes: {
        then_branch: { outputs: ['a'], nodes: [{ op: 'Relu', domain: '', inputs: ['same'], outputs: ['a'], attributes: {} }] },
        else_branch: { outputs: ['b'], nodes: [{ op: 'Neg', domain: '', inputs: ['same'], outputs: ['b'], attributes: {} }] },
      },
    },
    { op: 'Shape', domain: '', inputs: ['größe'], outputs: ['shape'], attributes: {} },
  ],
};
