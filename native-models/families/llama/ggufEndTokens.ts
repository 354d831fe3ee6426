import type { ggufFields } from '../../formats/gguf/ggufFields.ts';
import { refusedFile } from '../../formats/refusedFile.ts';

/** Control tokens that end a turn. A GGUF file often names one end token where the model was trained with two. */
const END_NAMES = new Set(['<|im_end|>', '<|eot_id|>', '<|eom_id|>', '<|end_of_text|>', '<|endoftext|>', '</s>', '<|end|>']);
const CONTROL = 3;

/** Ids of the tokens that end an answer. Errors: `bad-file` when there is none. */
export function ggufEndTokens(fields: ReturnType<typeof ggufFields>, source: string): number[] {
  const named = ['eos', 'eot', 'eom'].map((kind) => fields.number(`tokenizer.ggml.${kind}_token_id`));
  const tokens = fields.strings('tokenizer.ggml.tokens') ?? [];
  const types = fields.numbers('tokenizer.ggml.token_type');
  const byName = tokens.flatMap((token, id) => (END_NAMES.has(token) && types?.[id] === CONTROL ? [id] : []));
  const all = [...named, ...byName].filter((id) => id !== undefined && Number.isInteger(id) && id >= 0 && id < tokens.length);
  if (all.length === 0) throw refusedFile('bad-file', source, 'it names no token that ends an answer');
  return [...new Set(all as number[])].toSorted((a, b) => a - b);
}
