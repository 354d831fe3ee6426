/** What a contender of the decode bench is started with. */
export interface ContenderSettings {
  /** the GGUF file that every contender reads, or a graph made from it */
  gguf: string;
  /** folder of our compiled model of the same weights */
  compiled: string;
  /** folder of the graph of `exportPresentKv` */
  presentKv: string;
  /** see `presentKv.ts`; of no meaning to the others */
  boundCache: boolean;
  threads: number;
  /** tokens in the cache while decoding is measured */
  slots: number;
  /** tokens decoded in one measurement, on top of `slots` */
  decodeTokens: number;
}

/** One way to run the same weights, alone in its process. */
export interface Contender {
  /** Empties the cache and reads `tokens`. */
  prefill(tokens: Int32Array): Promise<void>;
  /** Continues greedily by `count` tokens, each handed to `onToken`, and cuts the cache back to what was prefilled. */
  decode(count: number, onToken: (token: number) => void): Promise<void>;
}

export type Order =
  | { kind: 'load'; settings: ContenderSettings }
  | { kind: 'prefill'; tokens: number[] }
  | { kind: 'decode'; count: number };

/** What the child sends back: how long the order took inside it, and the memory it holds after it. */
export interface Report {
  seconds: number;
  residentBytes: number;
  tokens: number[];
  /** the median of the times between two tokens: what disturbs a few of them is left out */
  secondsPerToken: number;
}
