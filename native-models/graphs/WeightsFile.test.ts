import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { WeightsFile } from './WeightsFile.ts';

async function* later() {
  yield await Promise.resolve(Float32Array.of(1, -1));
}

it('writes tensors one after the other, each from a cache line on, and tells where', async () => {
  await using home = await temporaryFolder();
  const file = await WeightsFile.create(home.folder, 'w.bin');
  const first = await file.append([Uint8Array.of(1, 2), Uint8Array.of(3)]);
  const second = await file.append(later());
  await file.flush();
  await file.close();
  expect(first).toEqual({ file: 'w.bin', offset: 0, byteLength: 3 });
  expect(second).toEqual({ file: 'w.bin', offset: 64, byteLength: 8 });
  const bytes = await readFile(path.join(home.folder, 'w.bin'));
  expect([...bytes.subarray(0, 4)]).toEqual([1, 2, 3, 0]);
  expect([bytes.readFloatLE(64), bytes.readFloatLE(68), bytes.length]).toEqual([1, -1, 72]);
});

it('never writes over a file that is there', async () => {
  await using home = await temporaryFolder();
  await (await WeightsFile.create(home.folder, 'w.bin')).close();
  await expect(WeightsFile.create(home.folder, 'w.bin')).rejects.toMatchObject({ code: 'EEXIST' });
});
