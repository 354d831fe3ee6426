/** Element types by the number that ONNX gives them (TensorProto.DataType). */
export const ONNX_TYPE_NAMES: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'float64',
};

/** What an input or output says of itself. */
export interface OnnxTensorType {
  /** a name of `ONNX_TYPE_NAMES`, or `type N`; empty for what is no tensor */
  readonly type: string;
  /** a size, the name of one that is known only at run time, or null for one without a name; null when it says none */
  readonly shape: readonly (number | string | null)[] | null;
}

/** What an ONNX file says of itself to whoever wants to run it. */
export interface OnnxSummary {
  /** names of what must be given, in order; constants are none of them */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** of every input and output, by its name */
  readonly types: ReadonlyMap<string, OnnxTensorType>;
  /** some of its numbers lie in another file, wherever that may be */
  readonly external: boolean;
  /** version of the ONNX operators; 0 when it names none */
  readonly opset: number;
  /** `metadata_props`; of a key that stands twice the last value, as the native runtime takes it */
  readonly metadata: Readonly<Record<string, string>>;
}
