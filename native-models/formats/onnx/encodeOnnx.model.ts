import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.test-helper.ts';
import { encodeOnnx } from './encodeOnnx.ts';
import type { OnnxGraph } from './OnnxGraph.ts';

/** y = softmax of (the external rows of w times x, or their negation), with every kind of attribute on the way. */
const graph: OnnxGraph = {
  name: 'all that the writer can write',
  inputs: [
    { name: 'x', type: 'float32', shape: ['N', 2] },
    { name: 'plain', type: 'bool', shape: [1] },
  ],
  outputs: [{ name: 'y', type: 'float32', shape: ['N', 3] }],
  initializers: [{ name: 'w', type: 'float32', shape: [3, 2], data: { file: 'w.bin', offset: 64, byteLength: 24 } }],
  nodes: [
    { op: 'FusedMatMul', domain: 'com.microsoft', inputs: ['x', 'w'], outputs: ['wx'], attributes: { transB: 1, alpha: { float: 0.5 } } },
    {
      op: 'If',
      domain: '',
      inputs: ['plain'],
      outputs: ['chosen'],
      attributes: {
        then_branch: { nodes: [{ op: 'Identity', domain: '', inputs: ['wx'], outputs: ['same'], attributes: {} }], outputs: ['same'] },
        else_branch: { nodes: [{ op: 'Neg', domain: '', inputs: ['wx'], outputs: ['negated'], attributes: {} }], outputs: ['negated'] },
      },
    },
    { op: 'Transpose', domain: '', inputs: ['chosen'], outputs: ['turned'], attributes: { perm: [1, 0] } },
    { op: 'Transpose', domain: '', inputs: ['turned'], outputs: ['back'], attributes: { perm: [1, 0] } },
    { op: 'Softmax', domain: '', inputs: ['back'], outputs: ['y'], attributes: { axis: -1 } },
  ],
};

it('writes graphs that onnxruntime runs', async () => {
  await using home = await temporaryFolder();
  const weights = Float32Array.of(1, 2, 3, 4, 5, 6);
  await home.write('w.bin', Buffer.concat([new Uint8Array(64), new Uint8Array(weights.buffer)]));
  const file = path.join(home.folder, 'graph.onnx');
  await writeFile(file, encodeOnnx(graph));
  const session = await InferenceSession.create(file);
  expect(session.inputMetadata).toMatchObject([
    { name: 'x', type: 'float32', shape: ['N', 2] },
    { name: 'plain', type: 'bool', shape: [1] },
  ]);
  for (const plain of [1, 0]) {
    const { y } = await session.run({
      x: new Tensor('float32', Float32Array.of(0.1, -0.2), [1, 2]),
      plain: new Tensor('bool', Uint8Array.of(plain), [1]),
    });
    const scores = [0, 1, 2].map((row) => (plain ? 0.5 : -0.5) * (weights[2 * row]! * 0.1 - weights[2 * row + 1]! * 0.2));
    const exponents = scores.map(Math.exp);
    const sum = exponents.reduce((a, b) => a + b);
    (y!.data as Float32Array).forEach((value, at) => expect(value).toBeCloseTo(exponents[at]! / sum, 6));
  }
  await session.release();
});
