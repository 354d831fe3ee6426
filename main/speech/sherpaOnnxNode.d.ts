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
      readonly vits?: {
        readonly model: string;
        readonly tokens: string;
        readonly dataDir: string;
        readonly noiseScale: number;
        readonly noiseScaleW: number;
        readonly lengthScale: number;
      };
      readonly kokoro?: {
        readonly model: string;
        readonly voices: string;
        readonly tokens: string;
        readonly dataDir: string;
        /** files, with commas between */
        readonly lexicon: string;
        readonly lengthScale: number;
      };
      readonly supertonic?: {
        readonly durationPredictor: string;
        readonly textEncoder: string;
        readonly vectorEstimator: string;
        readonly vocoder: string;
        readonly ttsJson: string;
        readonly unicodeIndexer: string;
        readonly voiceStyle: string;
      };
      readonly pocket?: {
        readonly lmMain: string;
        readonly lmFlow: string;
        readonly encoder: string;
        readonly decoder: string;
        readonly textConditioner: string;
        readonly vocabJson: string;
        readonly tokenScoresJson: string;
        readonly voiceEmbeddingCacheCapacity: number;
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
    generateAsync(request: SpokenRequest): Promise<{ readonly samples: Float32Array; readonly sampleRate: number }>;
  }

  /** What is to be said: by number and speed, or with more that a family of voices wants. */
  export type SpokenRequest = { readonly text: string; readonly enableExternalBuffer: boolean } & (
    | { readonly sid: number; readonly speed: number }
    | {
        readonly generationConfig: {
          readonly sid: number;
          readonly speed: number;
          readonly numSteps: number;
          readonly referenceAudio?: Float32Array;
          readonly referenceSampleRate?: number;
          readonly extra?: Readonly<Record<string, string | number>>;
        };
      }
  );

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
      readonly whisper?: {
        readonly encoder: string;
        readonly decoder: string;
        /** a code that the model knows; empty: it finds out */
        readonly language: string;
        readonly task: 'transcribe';
        /** frames of 10 ms of silence behind the sound; -1: ten seconds */
        readonly tailPaddings: number;
      };
      readonly moonshine?: { readonly preprocessor: string; readonly encoder: string; readonly uncachedDecoder: string; readonly cachedDecoder: string };
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
    /** of the models, what can be changed while it runs */
    setConfig(config: OfflineRecognizerConfig): void;
    decodeAsync(stream: OfflineStream): Promise<{
      readonly text: string;
      /** those that are parts of a character are not readable */
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
