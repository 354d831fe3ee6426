import { byteAlphabet } from './byteAlphabet.ts';
import type { TokenizerDescription } from './TokenizerDescription.ts';

const utf8 = new TextEncoder();
const byteOf = new Map(byteAlphabet.map((character, byte) => [character, byte]));
const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/u;

/**
 * The bytes each token stands for, by id; empty for control tokens (`silent`) and ids without a token. A token may end
 * in the middle of a character, so answers are decoded from bytes and not token by token.
 */
export function createTokenBytes(description: TokenizerDescription, silent: ReadonlySet<number>) {
  const tokens = new Map(Array.from(description.vocabulary, ([token, id]) => [id, token]));
  const added = new Map(description.addedTokens.map((token) => [token.id, token.content]));
  return (id: number): Uint8Array => {
    const token = tokens.get(id);
    if (token === undefined || silent.has(id)) return new Uint8Array();
    const verbatim = added.get(id);
    if (verbatim !== undefined) return utf8.encode(verbatim);
    if (description.byteLevel) return byteLevelBytes(token);
    const byte = description.byteFallback ? BYTE_TOKEN.exec(token)?.[1] : undefined;
    return byte === undefined ? utf8.encode(token.replaceAll('\u2581', ' ')) : Uint8Array.of(Number.parseInt(byte, 16));
  };
}

/** A token with a character outside of the alphabet was put into the file as it is. */
function byteLevelBytes(token: string): Uint8Array {
  const bytes = Array.from(token, (character) => byteOf.get(character));
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : utf8.encode(token);
}
