import { readTensorBytes } from '../formats/readTensorBytes.ts';
import { tensorRows } from '../formats/tensorRows.ts';
import type { WeightTensor } from '../formats/WeightTensor.ts';
import type { EmbeddingTable } from '../CompiledModel.ts';
import { WeightsFile } from '../graphs/WeightsFile.ts';

const FILE = 'embedding.bin';
const PIECE_BYTES = 8 << 20;

/** Copies the embedding's rows as they are stored into a file of `directory`, where the engine looks rows up. */
export async function writeEmbedding(tensor: WeightTensor, directory: string): Promise<EmbeddingTable> {
  const { rows, rowBytes } = tensorRows(tensor);
  const step = Math.max(1, Math.floor(PIECE_BYTES / rowBytes));
  async function* pieces() {
    for (let row = 0; row < rows; row += step) yield await readTensorBytes(tensor, row, Math.min(step, rows - row));
  }
  const file = await WeightsFile.create(directory, FILE);
  try {
    const place = await file.append(pieces());
    await file.flush();
    return { file: FILE, offset: place.offset, type: tensor.type, rowBytes };
  } finally {
    await file.close();
  }
}
