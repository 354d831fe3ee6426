import { refusedFile } from '../formats/refusedFile.ts';
import { readTokenTable, type TokenTable } from './readTokenTable.ts';
import type { SpeechFolder } from './SpeechFolder.ts';

const FILE = 'tokens.txt';

/**
 * Reads `tokens.txt` of a model that has a symbol for nothing, where the native library wants it: the `first` of `size`,
 * the `last` of them, or `any`. Errors: those of `readTokenTable`; `bad-file`.
 */
export async function readBlankedTokens(folder: SpeechFolder, size: number, place: 'first' | 'last' | 'any'): Promise<TokenTable> {
  const refuse = (reason: string) => refusedFile('bad-file', FILE, reason);
  const tokens = readTokenTable(await folder.text(FILE), FILE, size);
  if (place === 'first' && tokens.idOf('<blk>') !== 0) throw refuse('its first symbol is not <blk>, the one for nothing');
  if (place === 'last' && tokens.idOf('<blk>') !== size - 1) throw refuse(`its symbol with the number ${size - 1} is not <blk>, the one for nothing`);
  if (place === 'any' && !['<blk>', '<eps>', '<blank>'].some(tokens.has)) throw refuse('it lacks <blk>, the symbol for nothing');
  return tokens;
}
