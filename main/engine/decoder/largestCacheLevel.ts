import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeOnnx } from '../../../native-models/formats/onnx/encodeOnnx.ts';

const FULL = 127;
/** A byte times seven bits, two such products at a time, fits 16 bits with its sign. */
const SAFE = 63;

/** Sizes of the smallest product that takes the kernel of larger ones. */
const [M, K, N] = [2, 16, 16];

/**
 * The largest level an int8 cache may hold. Without VNNI (AVX2), onnxruntime's int8 kernel adds products of a byte and
 * a signed byte in 16 bits and cuts off what is larger, so levels must leave a bit free there: KL to fp32 is then
 * 0.015 instead of 0.011. The processor is asked by multiplying the largest numbers there are.
 */
export async function largestCacheLevel(): Promise<63 | 127> {
  const graph = encodeOnnx({
    name: 'saturation',
    inputs: [
      { name: 'bytes', type: 'uint8', shape: [M, K] },
      { name: 'levels', type: 'int8', shape: [K, N] },
      { name: 'one', type: 'float32', shape: [] },
    ],
    outputs: [{ name: 'sums', type: 'float32', shape: [M, N] }],
    nodes: [
      {
        op: 'MatMulIntegerToFloat',
        domain: 'com.microsoft',
        inputs: ['bytes', 'levels', 'one', 'one'],
        outputs: ['sums'],
        attributes: {},
      },
    ],
    initializers: [],
  });
  const session = await InferenceSession.create(graph, { intraOpNumThreads: 1 });
  const { sums } = await session.run({
    bytes: new Tensor('uint8', new Uint8Array(M * K).fill(255), [M, K]),
    levels: new Tensor('int8', new Int8Array(K * N).fill(FULL), [K, N]),
    one: new Tensor('float32', Float32Array.of(1), []),
  });
  await session.release();
  return (sums!.data as Float32Array).every((sum) => sum === K * 255 * FULL) ? FULL : SAFE;
}
