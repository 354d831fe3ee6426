/** Element types that our graphs use, by the names onnxruntime gives them. */
export type OnnxType = 'float32' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';

/** An input or output. A dimension is a size, or the name of one that is known only at run time. */
export interface OnnxValue {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly (number | string)[];
}

/** Integers are written as `INT`, lists of them as `INTS`; a float says that it is one. */
export type OnnxAttribute = number | readonly number[] | string | { readonly float: number } | OnnxBranch;

/** A graph within a node (`If`): it reads any name known where the node stands, and gives float32 results. */
export interface OnnxBranch {
  readonly nodes: readonly OnnxNode[];
  readonly outputs: readonly string[];
}

export interface OnnxNode {
  readonly op: string;
  /** `''` is the ONNX domain, `com.microsoft` that of onnxruntime's own operators */
  readonly domain: '' | 'com.microsoft';
  /** an optional input that is left out is `''` */
  readonly inputs: readonly string[];
  /** an optional output that is not wanted is `''` */
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A constant: its bytes (little-endian, row-major), or where they lie in a file of the graph's folder. */
export interface OnnxInitializer {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly number[];
  readonly data: Uint8Array | { readonly file: string; readonly offset: number; readonly byteLength: number };
}

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
}
