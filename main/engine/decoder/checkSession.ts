import type { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';

/** Holds the inputs and outputs of a loaded graph against `model.json`. Errors: `bad-file`. */
export function checkSession(session: InferenceSession, model: CompiledModel): void {
  const { layers, kvHeads, headDim, hiddenSize, vocabSize } = model;
  const perLayer = (name: string, shape: string) => Array.from({ length: layers }, (_, layer) => `${name}.${layer} ${shape}`);
  const expected = [
    `inputs_embeds float32 1,S,${hiddenSize}`,
    `rope_cos float32 1,S,${headDim / 2}`,
    `rope_sin float32 1,S,${headDim / 2}`,
    'mask float32 S,T',
    'logit_rows int64 R',
    ...perLayer('key', `float32 T,${kvHeads},1,${headDim}`),
    ...perLayer('value', `float32 T,${kvHeads},1,${headDim}`),
    ...perLayer('new_key', `float32 1,S,${kvHeads * headDim}`),
    ...perLayer('new_value', `float32 1,S,${kvHeads * headDim}`),
    `logits float32 R,${vocabSize}`,
  ];
  const actual = [...session.inputMetadata, ...session.outputMetadata].map((value) =>
    value.isTensor ? `${value.name} ${value.type} ${value.shape.join(',')}` : value.name,
  );
  if (expected.toSorted().join('\n') !== actual.toSorted().join('\n')) {
    throw new AppError('bad-file', 'The prepared graph of this model does not fit its description; import the model again.');
  }
}
