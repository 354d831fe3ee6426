/** The part of sherpa-onnx-node that is used here; the package itself has no types. */
declare module 'sherpa-onnx-node' {
  export interface VadConfig {
    readonly sileroVad: {
      readonly model: string;
      readonly threshold: number;
      /** seconds */
      readonly minSilenceDuration: number;
      readonly minSpeechDuration: number;
      readonly maxSpeechDuration: number;
      /** samples */
      readonly windowSize: number;
    };
    readonly sampleRate: number;
    readonly numThreads: number;
    readonly debug: boolean;
  }

  export class Vad {
    constructor(config: VadConfig, bufferSizeInSeconds: number);
    acceptWaveform(samples: Float32Array): void;
    isDetected(): boolean;
    isEmpty(): boolean;
    front(enableExternalBuffer: boolean): { readonly start: number; readonly samples: Float32Array };
    pop(): void;
    reset(): void;
  }

  export interface OfflineTtsConfig {
    readonly model: {
      readonly vits: {
        readonly model: string;
        readonly tokens: string;
        readonly dataDir: string;
        readonly noiseScale: number;
        readonly noiseScaleW: number;
        readonly lengthScale: number;
      };
      readonly numThreads: number;
      readonly debug: boolean;
      readonly provider: 'cpu';
    };
    readonly maxNumSentences: number;
  }

  export class OfflineTts {
    static createAsync(config: OfflineTtsConfig): Promise<OfflineTts>;
    readonly numSpeakers: number;
    readonly sampleRate: number;
    generateAsync(request: {
      readonly text: string;
      readonly sid: number;
      readonly speed: number;
      readonly enableExternalBuffer: boolean;
    }): Promise<{ readonly samples: Float32Array; readonly sampleRate: number }>;
  }

  export interface OnlineRecognizerConfig {
    readonly featConfig: { readonly sampleRate: number; readonly featureDim: number };
    readonly modelConfig: {
      readonly transducer?: { readonly encoder: string; readonly decoder: string; readonly joiner: string };
      readonly zipformer2Ctc?: { readonly model: string };
      readonly nemoCtc?: { readonly model: string };
      readonly tokens: string;
      readonly numThreads: number;
      readonly provider: 'cpu';
      readonly debug: boolean;
    };
    readonly decodingMethod: 'greedy_search';
    readonly enableEndpoint: boolean;
  }

  export class OnlineStream {
    acceptWaveform(sound: { readonly samples: Float32Array; readonly sampleRate: number }): void;
    inputFinished(): void;
    setOption(key: 'language', value: string): void;
  }

  export class OnlineRecognizer {
    constructor(config: OnlineRecognizerConfig);
    createStream(): OnlineStream;
    isReady(stream: OnlineStream): boolean;
    decode(stream: OnlineStream): void;
    getResult(stream: OnlineStream): {
      readonly tokens: string[];
      /** seconds, of each token */
      readonly timestamps: number[];
      /** logarithms, of each token; empty where the model tells none */
      readonly ys_probs: number[];
    };
  }

  export interface OfflineRecognizerConfig {
    readonly featConfig: { readonly sampleRate: number; readonly featureDim: number };
    readonly modelConfig: {
      readonly transducer?: { readonly encoder: string; readonly decoder: string; readonly joiner: string };
      readonly nemoCtc?: { readonly model: string };
      readonly zipformerCtc?: { readonly model: string };
      readonly senseVoice?: { readonly model: string; readonly language: string; readonly useInverseTextNormalization: number };
      readonly modelType?: 'transducer' | 'nemo_transducer';
      readonly tokens: string;
      readonly numThreads: number;
      readonly provider: 'cpu';
      readonly debug: boolean;
    };
  }

  export class OfflineStream {
    acceptWaveform(sound: { readonly samples: Float32Array; readonly sampleRate: number }): void;
  }

  export class OfflineRecognizer {
    static createAsync(config: OfflineRecognizerConfig): Promise<OfflineRecognizer>;
    createStream(): OfflineStream;
    decodeAsync(stream: OfflineStream): Promise<{
      readonly tokens: string[];
      /** seconds, of each token; empty where the model tells none */
      readonly timestamps: number[];
    }>;
  }

  interface ModelRun {
    readonly numThreads: number;
    readonly debug: boolean;
    readonly provider: 'cpu';
  }

  export class SpeakerEmbeddingExtractor {
    constructor(config: { readonly model: string } & ModelRun);
    createStream(): OnlineStream;
    isReady(stream: OnlineStream): boolean;
    compute(stream: OnlineStream, enableExternalBuffer: boolean): Float32Array;
  }

  export class OfflinePunctuation {
    constructor(config: { readonly model: { readonly ctTransformer: string } & ModelRun });
    addPunct(text: string): string;
  }

  export class OnlinePunctuation {
    constructor(config: { readonly model: { readonly cnnBilstm: string; readonly bpeVocab: string } & ModelRun });
    addPunct(text: string): string;
  }

  const sherpa: {
    readonly Vad: typeof Vad;
    readonly OfflineTts: typeof OfflineTts;
    readonly OnlineRecognizer: typeof OnlineRecognizer;
    readonly OfflineRecognizer: typeof OfflineRecognizer;
    readonly SpeakerEmbeddingExtractor: typeof SpeakerEmbeddingExtractor;
    readonly OfflinePunctuation: typeof OfflinePunctuation;
    readonly OnlinePunctuation: typeof OnlinePunctuation;
  };
  export default sherpa;
}
