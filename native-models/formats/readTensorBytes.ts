import { AppError } from '../../app/contract/AppError.ts';
import { openWeightFile } from './openWeightFile.ts';
import { readBytes } from './readBytes.ts';
import { tensorRows } from './tensorRows.ts';
import type { WeightTensor } from './WeightTensor.ts';

/**
 * Reads rows of a tensor as they are stored. A row is the last axis; all axes before it are flattened.
 * `rowCount` defaults to all rows from `rowStart` on. Result: `rowCount * rowBytes` bytes.
 * Errors: `bad-request` for rows that do not exist; those of `openWeightFile`; `bad-file` when the file was cut since.
 */
export async function readTensorBytes(tensor: WeightTensor, rowStart = 0, rowCount?: number): Promise<Uint8Array> {
  const { rows, rowBytes } = tensorRows(tensor);
  const count = rowCount ?? rows - rowStart;
  const sound = Number.isSafeInteger(rowStart) && Number.isSafeInteger(count) && rowStart >= 0 && count >= 0;
  if (!sound || rowStart + count > rows) {
    const asked = `Rows ${rowStart} to ${rowStart + count} of a tensor with ${rows} rows were asked for`;
    throw new AppError('bad-request', `${asked}; this is a fault of the program.`, { tensor: tensor.name });
  }
  const { handle } = await openWeightFile(tensor.file);
  try {
    return await readBytes(handle, tensor.file, tensor.offset + rowStart * rowBytes, count * rowBytes);
  } finally {
    await handle.close();
  }
}
