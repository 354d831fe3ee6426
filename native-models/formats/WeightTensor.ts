import type { TensorType } from './TensorType.ts';

/** Where one tensor of a weight file lies. Nothing of it is in memory until `readTensorBytes` is called. */
export interface WeightTensor {
  readonly name: string;
  readonly type: TensorType;
  /** row-major: a linear layer is `[out, in]` */
  readonly shape: readonly number[];
  /** absolute path of the file that holds it */
  readonly file: string;
  /** bytes from the start of the file */
  readonly offset: number;
  readonly byteLength: number;
}
