import { protobuf } from '../../formats/onnx/protobuf.ts';
import type { PiperConfig } from './PiperConfig.ts';

const { message, text } = protobuf;

/**
 * What sherpa-onnx wants to read in a Piper voice and Piper does not write: `metadata_props` of the model (field 14 of
 * ModelProto). Fields of a message may stand in any order, so these bytes are put behind the finished file.
 */
export function voiceMetadata(config: PiperConfig): Uint8Array {
  const entries = {
    model_type: 'vits',
    comment: 'piper',
    language: config.language?.name_english ?? config.espeak.voice,
    voice: config.espeak.voice,
    has_espeak: '1',
    n_speakers: `${config.num_speakers}`,
    sample_rate: `${config.audio.sample_rate}`,
  };
  return Buffer.concat(Object.entries(entries).map(([key, value]) => message(14, [text(1, key), text(2, value)])));
}
