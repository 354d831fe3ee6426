import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { GgufTestFile, GgufTestTensor, GgufTestValue } from '../formats/gguf/buildGguf.test-helper.ts';
import { buildSafetensors } from '../formats/safetensors/buildSafetensors.test-helper.ts';

/** What the metadata and the tensors of a small model say; tests change it, then write and read it. */
export const llamaConfig: Readonly<Record<string, unknown>> = {
  model_type: 'llama',
  vocab_size: 288,
  hidden_size: 64,
  intermediate_size: 96,
  num_hidden_layers: 1,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 16,
  hidden_act: 'silu',
  max_position_embeddings: 256,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: false,
  bos_token_id: 1,
  eos_token_id: 2,
};

/** Shapes of the tensors that `llamaConfig` asks for. */
export const llamaShapes: Readonly<Record<string, readonly number[]>> = {
  'model.embed_tokens.weight': [288, 64],
  'model.norm.weight': [64],
  'lm_head.weight': [288, 64],
  'model.layers.0.input_layernorm.weight': [64],
  'model.layers.0.self_attn.q_proj.weight': [64, 64],
  'model.layers.0.self_attn.k_proj.weight': [32, 64],
  'model.layers.0.self_attn.v_proj.weight': [32, 64],
  'model.layers.0.self_attn.o_proj.weight': [64, 64],
  'model.layers.0.post_attention_layernorm.weight': [64],
  'model.layers.0.mlp.gate_proj.weight': [96, 64],
  'model.layers.0.mlp.up_proj.weight': [96, 64],
  'model.layers.0.mlp.down_proj.weight': [64, 96],
};

export interface HubChanges {
  /** keys of config.json; `undefined` leaves one out */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly generation?: unknown;
  readonly tokenizerConfig?: unknown;
  /** shapes of tensors; `undefined` leaves one out */
  readonly shapes?: Readonly<Record<string, readonly number[] | undefined>>;
}

const TOKENIZER = await readFile(path.join(import.meta.dirname, '../golden/tiny/groupedDefault/tokenizer.json'), 'utf8');

/** Writes a folder as hubs publish it, its weights zeros, and gives it back. */
export async function writeHubFolder(folder: string, changes: HubChanges = {}): Promise<string> {
  const shapes = Object.entries({ ...llamaShapes, ...changes.shapes });
  const tensors = shapes.flatMap(([name, shape]) =>
    shape ? [{ name, dtype: 'F16', shape, data: new Uint8Array(2 * shape.reduce((a, b) => a * b, 1)) }] : [],
  );
  const write = (name: string, content: string | Uint8Array) => writeFile(path.join(folder, name), content);
  await write('config.json', JSON.stringify({ ...llamaConfig, ...changes.config }));
  await write('generation_config.json', JSON.stringify(changes.generation ?? {}));
  await write('tokenizer_config.json', JSON.stringify(changes.tokenizerConfig ?? { chat_template: '{{ messages }}' }));
  await write('tokenizer.json', TOKENIZER);
  await write('model.safetensors', buildSafetensors(tensors));
  return folder;
}

const tokens = ['<unk>', '<s>', '</s>', 'a', 'b', 'ab'];

/** A small GGUF model whose weights are zeros. */
export const llamaGguf: { metadata: Readonly<Record<string, GgufTestValue>>; tensors: readonly GgufTestTensor[] } = {
  metadata: {
    'general.architecture': { string: 'llama' },
    'general.name': { string: 'Small' },
    'llama.context_length': { u32: 256 },
    'llama.embedding_length': { u32: 64 },
    'llama.block_count': { u32: 1 },
    'llama.feed_forward_length': { u32: 96 },
    'llama.attention.head_count': { u32: 4 },
    'llama.attention.head_count_kv': { u32: 2 },
    'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
    'llama.rope.freq_base': { f32: 10_000 },
    'tokenizer.ggml.model': { string: 'gpt2' },
    'tokenizer.ggml.pre': { string: 'smollm' },
    'tokenizer.ggml.tokens': { strings: tokens },
    'tokenizer.ggml.token_type': { i32s: [3, 3, 3, 1, 1, 1] },
    'tokenizer.ggml.merges': { strings: ['a b'] },
    'tokenizer.ggml.bos_token_id': { u32: 1 },
    'tokenizer.ggml.eos_token_id': { u32: 2 },
    'tokenizer.chat_template': { string: '{{ messages }}' },
  },
  tensors: [
    { name: 'token_embd.weight', type: 'Q8_0', shape: [6, 64] },
    { name: 'output_norm.weight', type: 'F32', shape: [64] },
    { name: 'blk.0.attn_norm.weight', type: 'F32', shape: [64] },
    { name: 'blk.0.attn_q.weight', type: 'Q4_1', shape: [64, 64] },
    { name: 'blk.0.attn_k.weight', type: 'Q4_1', shape: [32, 64] },
    { name: 'blk.0.attn_v.weight', type: 'Q4_1', shape: [32, 64] },
    { name: 'blk.0.attn_output.weight', type: 'Q4_1', shape: [64, 64] },
    { name: 'blk.0.ffn_norm.weight', type: 'F32', shape: [64] },
    { name: 'blk.0.ffn_gate.weight', type: 'Q4_1', shape: [96, 64] },
    { name: 'blk.0.ffn_up.weight', type: 'Q4_1', shape: [96, 64] },
    { name: 'blk.0.ffn_down.weight', type: 'Q4_1', shape: [64, 96] },
  ],
} satisfies GgufTestFile;
