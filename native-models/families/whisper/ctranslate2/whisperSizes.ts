import type { Ctranslate2File } from '../../../formats/ctranslate2/Ctranslate2File.ts';
import { quoted } from '../../../formats/quoted.ts';
import { refusedFile } from '../../../formats/refusedFile.ts';
import type { WhisperSizes } from '../../../graphs/whisper/WhisperModel.ts';
import { whisperLimits as limits } from '../whisperLimits.ts';

/** Settings of which one value alone is built, and that value; 3 is the exact GELU. */
const FIXED: Readonly<Record<string, number>> = {
  'decoder/activation': 3,
  'decoder/alibi': 0,
  'decoder/pre_norm': 1,
  'decoder/scale_embeddings': 0,
  'decoder/start_from_zero_embedding': 0,
};

/**
 * The sizes of a Whisper model, from the shapes and settings of its CTranslate2 file.
 * Errors: `bad-file`; `unsupported` for other specifications and settings, by name.
 */
export function whisperSizes({ metadata, tensors }: Ctranslate2File, source: string): WhisperSizes {
  const { specification, revision, scalars } = metadata;
  if (specification !== 'WhisperSpec' || revision !== 3) {
    throw refusedFile(
      'unsupported',
      source,
      `it is ${quoted(specification)}, revision ${revision}, not WhisperSpec, revision 3`,
    );
  }
  for (const [name, wanted] of Object.entries(FIXED)) {
    const value = scalars.get(name) ?? wanted;
    if (value !== wanted)
      throw refusedFile('unsupported', source, `its setting ${quoted(name)} is ${value}, not ${wanted}`);
  }
  const size = (name: string, value: number | undefined, most: number): number => {
    if (value !== undefined && Number.isInteger(value) && value > 0 && value <= most) return value;
    throw refusedFile('bad-file', source, `its ${name} is ${value ?? 'missing'}, and 1 to ${most} is possible`);
  };
  const axis = (name: string, index: number, most: number) =>
    size(`${quoted(name)}, axis ${index},`, tensors.get(name)?.shape[index], most);
  const layers = (side: string): number => {
    let count = 0;
    while (tensors.has(`${side}/layer_${count}/self_attention/linear_0/weight`)) count++;
    return size(`number of layers (${side})`, count, limits.layers);
  };
  const [heads, decoderHeads] = ['encoder', 'decoder'].map((side) =>
    size(`number of heads (${side})`, scalars.get(`${side}/num_heads`), limits.heads),
  ) as [number, number];
  const hiddenSize = axis('decoder/embeddings/weight', 1, limits.hidden);
  if (heads !== decoderHeads || hiddenSize % heads !== 0) {
    const reason = `its ${heads} and ${decoderHeads} heads cannot share ${hiddenSize} numbers evenly`;
    throw refusedFile('bad-file', source, reason);
  }
  return {
    melBins: axis('encoder/conv1/weight', 1, limits.melBins),
    hiddenSize,
    feedForwardSize: axis('encoder/layer_0/ffn/linear_0/weight', 0, limits.feedForward),
    heads,
    encoderLayers: layers('encoder'),
    decoderLayers: layers('decoder'),
    vocabSize: axis('decoder/embeddings/weight', 0, limits.vocabulary),
    audioPositions: axis('encoder/position_encodings/encodings', 0, limits.positions),
    textPositions: axis('decoder/position_encodings/encodings', 0, limits.positions),
  };
}
