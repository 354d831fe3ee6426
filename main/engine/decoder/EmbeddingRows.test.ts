import { truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readGguf } from '../../../native-models/formats/gguf/readGguf.ts';
import { readFloatRows } from '../../../native-models/graphs/readRows.ts';
import { readCompiled } from '../../../native-models/import/readCompiled.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { EmbeddingRows } from './EmbeddingRows.ts';

it('gives the rows of the weights, and notices when the file was cut', async () => {
  const { tensors } = await readGguf(path.join(import.meta.dirname, '../../../native-models/golden/tiny/q4_1.gguf'));
  const all = await readFloatRows({ tensor: tensors.get('token_embd.weight')! });
  const { directory, remove } = await compileTiny('q4_1.gguf');
  try {
    const model = await readCompiled(directory);
    const rows = new EmbeddingRows(directory, model);
    const found = rows.lookUp(Int32Array.of(287, 0, 5));
    expect([...found]).toEqual([287, 0, 5].flatMap((token) => [...all.subarray(token * 64, (token + 1) * 64)]));
    await truncate(path.join(directory, model.embedding.file), 100);
    expect(() => rows.lookUp(Int32Array.of(287))).toThrow(/cut short/);
    rows.close();
  } finally {
    await remove();
  }
});
