import { BASE64 } from './BASE64.ts';

/** Bytes as base64 text (RFC 4648, padded). Every process has this one; sound crosses the contract so. */
export function base64OfBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const left = bytes.length - at;
    parts.push(
      BASE64[a >> 2]! +
        BASE64[((a & 3) << 4) | (b >> 4)]! +
        (left > 1 ? BASE64[((b & 15) << 2) | (c >> 6)]! : '=') +
        (left > 2 ? BASE64[c & 63]! : '='),
    );
  }
  return parts.join('');
}
