import type { CodedSound } from './CodedSound.ts';

/** The bytes of a file that was taken into a test as an address with its content. */
export async function fixtureBytes(address: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(address)).arrayBuffer());
}

/** All packets of a sound; none of none. */
export async function packetsOf(sound: CodedSound | null): Promise<Uint8Array<ArrayBuffer>[]> {
  const packets: Uint8Array<ArrayBuffer>[] = [];
  for await (const { bytes } of sound?.packets(new AbortController().signal) ?? []) packets.push(bytes);
  return packets;
}

export const total = (packets: readonly Uint8Array[]): number => packets.reduce((sum, { length }) => sum + length, 0);

/** Reads copies of a file that are cut or have other bytes; nothing may be thrown, and nothing be read for ever. */
export async function readDamaged(bytes: Uint8Array<ArrayBuffer>, read: (file: Blob) => Promise<CodedSound | null>): Promise<void> {
  for (let part = 0; part <= 40; part++) await packetsOf(await read(new Blob([bytes.subarray(0, Math.floor((bytes.length * part) / 40))])));
  for (let place = 0; place < 400; place += 3) {
    for (const value of [0, 0x7f, 0xff]) {
      const broken = bytes.slice();
      broken[place] = value;
      await packetsOf(await read(new Blob([broken])));
    }
  }
}
