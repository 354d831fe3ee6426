import { AppError } from '../contract/AppError.ts';
import { BASE64 } from './BASE64.ts';

const VALUES = new Uint8Array(128).fill(255);
for (let i = 0; i < BASE64.length; i++) VALUES[BASE64.charCodeAt(i)] = i;

/** The bytes of base64 text. Throws `bad-request` for what is none. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  if (text.length % 4 !== 0) throw new AppError('bad-request', 'This is no base64 text.');
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let [bits, count, out] = [0, 0, 0];
  for (let i = 0; i < end; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? 255;
    if (value === 255) throw new AppError('bad-request', 'This is no base64 text.');
    bits = ((bits << 6) | value) & 0xff_ff_ff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[out++] = (bits >> count) & 255;
  }
  return bytes;
}
