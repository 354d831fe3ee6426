import type { Tokenizer } from '../../../native-models/tokenizer/Tokenizer.ts';

const [SPACE, ZERO, NINE] = [0x20, 0x30, 0x39];

/** Whether a token stands for digits alone, maybe with a space before them. */
export function isNumberToken(tokenizer: Pick<Tokenizer, 'tokenBytes'>, id: number): boolean {
  const bytes = tokenizer.tokenBytes(id);
  const digits = bytes[0] === SPACE ? bytes.subarray(1) : bytes;
  return digits.length > 0 && digits.every((byte) => byte >= ZERO && byte <= NINE);
}
