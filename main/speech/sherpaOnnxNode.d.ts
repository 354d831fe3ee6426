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

  const sherpa: { readonly Vad: typeof Vad; readonly OfflineTts: typeof OfflineTts };
  export default sherpa;
}
