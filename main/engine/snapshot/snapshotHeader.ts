import { crc32 } from 'node:zlib';

const MAGIC = 'HWSNAP\u0000\u0001';
const IDENTITY_BYTES = 32;

/** Random bytes of one file: they seal its sections, so that no section of another file passes for one of its own. */
export const NONCE_BYTES = 8;
export const HEADER_BYTES = MAGIC.length + IDENTITY_BYTES + NONCE_BYTES + 4;

/** The first `HEADER_BYTES` of a snapshot: magic, identity (`snapshotIdentity`), nonce, crc32 of all that. */
export function snapshotHeader(identity: Uint8Array, nonce: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(MAGIC, 'latin1'), identity, nonce]);
  const check = Buffer.alloc(4);
  check.writeUInt32LE(crc32(body));
  return Buffer.concat([body, check]);
}
