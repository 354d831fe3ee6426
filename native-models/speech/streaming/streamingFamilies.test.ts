import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { damage, expectRefusals } from '../../formats/fuzz.test-helper.ts';
import { temporaryFolder } from '../../formats/temporaryFolder.test-helper.ts';
import { readSpeechFolder } from '../readSpeechFolder.ts';
import { metadataBytes, TINY_NEMO, tinyFiles, type TinyFamily, writeFolder } from './tinyStreaming.test-helper.ts';

type Files = Record<string, Uint8Array | string>;

async function read(files: Files, name = 'sherpa-onnx-streaming-zipformer-en-2023-06-26') {
  await using home = await temporaryFolder();
  const folder = path.join(home.folder, name);
  await mkdir(folder);
  await writeFolder(folder, files);
  return await readSpeechFolder(folder);
}
const FAMILIES = ['zipformer2', 'zipformer2-ctc', 'nemo-transducer', 'nemo-ctc'] as const;
const isTransducer = (family: TinyFamily): boolean => family === 'zipformer2' || family === 'nemo-transducer';

describe.each(FAMILIES)('a folder with a %s', (family) => {
  it('is known, with what whoever opens it must know', async () => {
    const { detected, family: found } = await read(tinyFiles(family));
    expect(found).toBe(family);
    expect(detected).toMatchObject({ kind: 'streaming', languages: ['en'], options: { chunkMs: 320, capitals: true, unmarked: true } });
    const graphs = isTransducer(family) ? ['encoder.onnx', 'decoder.onnx', 'joiner.onnx'] : ['model.onnx'];
    expect(Object.keys(detected.files)).toEqual([...graphs, 'tokens.txt']);
  });

  it('is refused with a reason when its table of tokens is not the model\'s', async () => {
    const files = tinyFiles(family);
    const lines = (files['tokens.txt'] as string).trimEnd().split('\n');
    const bad: Record<string, string> = {
      'without a number in the midst': lines.filter((_, at) => at !== 2).join('\n'),
      'with a number twice': [...lines, lines[1]].join('\n'),
      'with a line of three words': [...lines, 'a b 9'].join('\n'),
      'with a blank that the native library takes for a part of a symbol': lines.map((line) => line.replace(' ', '\u3000')).join('\n'),
      'with a number that is none': [...lines, 'a -1'].join('\n'),
      'without the symbol for nothing': lines.join('\n').replace('<blk>', 'nothing'),
      'of bytes': '\u0000\uFFFD\u0001',
      'of nothing': '',
    };
    for (const [what, tokens] of Object.entries(bad)) {
      await expect(read({ ...files, 'tokens.txt': tokens }), what).rejects.toMatchObject({ code: 'bad-file', message: expect.stringMatching(/tokens\.txt/) as string });
    }
  });

  it('is refused when a graph is cut or damaged, never half taken', async () => {
    const files = tinyFiles(family);
    for (const [name, bytes] of Object.entries(files)) {
      if (typeof bytes === 'string') continue;
      const cases = damage(bytes, { cuts: 12, flips: 12, numbers: 6, reach: bytes.length });
      await expectRefusals(cases, 400, (damaged) => read({ ...files, [name]: damaged.bytes }));
      await expect(read({ ...files, [name]: '' })).rejects.toMatchObject({ code: expect.stringMatching(/bad-file|unsupported/) as string });
    }
  });

  it('is no model without one of its files', async () => {
    const files = tinyFiles(family);
    for (const name of Object.keys(files)) {
      const { [name]: gone, ...others } = files;
      void gone;
      await expect(read(others), name).rejects.toMatchObject({ code: 'unsupported', message: expect.stringMatching(/nothing was changed/i) as string });
    }
  });
});

describe('metadata that the native library would end the process over', () => {
  it.each([
    ['a list that is shorter than the others', { num_heads: '2' }],
    ['a list with a word in it', { encoder_dims: '8,x' }],
    ['a size of nothing', { left_context_len: '4,0' }],
    ['a size beyond all memory', { query_head_dims: '4,2000000000' }],
    ['a negative size', { value_head_dims: '-2,2' }],
    ['a chunk that is longer than what it looks at', { decode_chunk_len: 46 }],
    ['more layers than states', { num_encoder_layers: '1,2' }],
    ['states of another size', { left_context_len: '4,3' }],
    ['a window of another size', { T: 77 }],
    ['another architecture', { model_type: 'lstm' }],
  ])('zipformer2: %s', async (_what, metadata) => {
    for (const family of ['zipformer2', 'zipformer2-ctc'] as const) {
      if ('model_type' in metadata && family === 'zipformer2-ctc') continue;
      await expect(read(tinyFiles(family, metadata))).rejects.toMatchObject({ code: expect.stringMatching(/bad-file|unsupported/) as string, message: expect.stringMatching(/^\S.{30,}\.$/u) as string });
    }
  });

  it.each([
    ['a cache of another size', { cache_last_channel_dim2: 6 }],
    ['a cache of nothing', { cache_last_time_dim1: 0 }],
    ['a window that is shorter than its step', { window_size: 31 }],
    ['more symbols than the graph gives', { vocab_size: 6 }],
    ['a number with letters behind it', { chunk_shift: '32ms' }],
  ])('nemo: %s', async (_what, metadata) => {
    for (const family of ['nemo-transducer', 'nemo-ctc'] as const) {
      await expect(read(tinyFiles(family, metadata))).rejects.toMatchObject({ code: expect.stringMatching(/bad-file|unsupported/) as string });
    }
  });

  it('nemo: another shape of the state between words', async () => {
    await expect(read(tinyFiles('nemo-transducer', { pred_hidden: 7 }))).rejects.toMatchObject({ code: 'unsupported', message: expect.stringMatching(/states\.1/) as string });
  });

  it('takes the last of two entries of a name, as the native library does', async () => {
    const files = tinyFiles('nemo-ctc');
    const model = Buffer.concat([files['model.onnx'] as Uint8Array, metadataBytes({ ...TINY_NEMO, chunk_shift: 16 })]);
    expect((await read({ ...files, 'model.onnx': model })).detected.options).toMatchObject({ chunkMs: 160 });
  });
});

it('takes the exact graph where an int8 one lies beside it, and tells languages by the script where the name has none', async () => {
  const files = tinyFiles('zipformer2');
  const encoder = Object.keys(files).find((name) => name.startsWith('encoder'))!;
  const int8 = encoder.replace('.onnx', '.int8.onnx');
  const korean = (files['tokens.txt'] as string).replace('▁WE', '▁우리');
  const { detected } = await read({ ...files, [int8]: 'another', 'tokens.txt': korean }, 'my model');
  expect(detected.files['encoder.onnx']).toEqual({ from: encoder });
  expect(detected.languages).toEqual(['ko']);
});
