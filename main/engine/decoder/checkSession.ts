import type { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';

/**
 * Holds the inputs and outputs of a loaded graph against `model.json`, and tells the element type of its cache.
 * Errors: `bad-file`.
 */
export function checkSession(session: InferenceSession, model: CompiledModel, graph: 'decoder' | 'bulk' = 'decoder', scored = false): 'float32' | 'int8' {
  const actual = [...session.inputMetadata, ...session.outputMetadata].map((value) =>
    value.isTensor ? `${value.name} ${value.type} ${value.shape.join(',')}` : value.name,
  );
  const signature = actual.toSorted().join('\n');
  const type = (['float32', 'int8'] as const).find((type) => [...expected(model, type, graph), ...(scored ? ofScored(model) : [])].toSorted().join('\n') === signature);
  if (!type) throw new AppError('bad-file', 'The prepared graph of this model does not fit its description; import the model again.');
  return type;
}

function ofScored({ layers, kvHeads, headDim, vocabSize }: CompiledModel): string[] {
  return [
    'targets int64 R',
    'token_logprobs float32 R',
    `last_logits float32 1,1,${vocabSize}`,
    `query_mean float32 ${layers},${kvHeads * headDim}`,
    'attention_mass float32 T',
  ];
}

/** What `buildDecoder` documents. */
function expected({ layers, kvHeads, headDim, hiddenSize, vocabSize }: CompiledModel, type: 'float32' | 'int8', graph: 'decoder' | 'bulk'): string[] {
  const perLayer = (name: string, shape: string) => Array.from({ length: layers }, (_, layer) => `${name}.${layer} ${shape}`);
  const scales = ['key_scale float32 LC', 'value_scale float32 LC'];
  const ofOne = [
    'single bool 1',
    'visible float32 C',
    'widths int64 2',
    `value_weight float32 ${layers},2,1,C`,
    `value_unit float32 ${layers}`,
    ...perLayer('key_columns', `int8 ${kvHeads},1,${headDim},C`),
  ];
  return [
    `inputs_embeds float32 1,S,${hiddenSize}`,
    `rope_cos float32 1,S,${headDim / 2}`,
    `rope_sin float32 1,S,${headDim / 2}`,
    'mask float32 S,T',
    'logit_rows int64 R',
    ...perLayer('key', `${type} ${kvHeads},1,C,${headDim}`),
    ...perLayer('value', `${type} ${kvHeads},1,C,${headDim}`),
    ...(type === 'int8' ? scales : []),
    ...(type === 'int8' && graph === 'decoder' ? ofOne : []),
    `new_keys float32 ${layers},S,${kvHeads * headDim}`,
    `new_values float32 ${layers},S,${kvHeads * headDim}`,
    `logits float32 1,R,${vocabSize}`,
  ];
}
