import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * Puts a `python3` into `folder` that understands `-m pip --version` and runs `script` (sh) for `-m pip download`, with
 * `$dest` the folder to save to; returns an environment in which it is the first one found.
 */
export function fakePip(folder: string, script: string): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const text = `#!/bin/sh
if [ "$3" = "--version" ]; then echo "pip 99"; exit 0; fi
while [ $# -gt 1 ]; do if [ "$1" = "--dest" ]; then dest="$2"; fi; shift; done
wanted="$1"
${script}
`;
  writeFileSync(join(bin, 'python3'), text);
  chmodSync(join(bin, 'python3'), 0o755);
  return { PATH: `${bin}:/usr/bin:/bin` };
}

/** A zip file with stored (not compressed) entries (APPNOTE.TXT 4.3). */
export function storedZip(name: string, content: Buffer, ...others: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [entry, bytes] of [[name, content] as const, ...others]) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(entry.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(entry), bytes]);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, place, Buffer.from(entry)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}
