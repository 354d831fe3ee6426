import { expect, test } from 'vitest';
import { siblingEntry } from './siblingEntry.ts';

test.each([
  ['file:///app/main/store/openStore.ts', 'file:///app/main/store/storeWorker.ts'],
  ['file:///C:/Program%20Files/out/main.js', 'file:///C:/Program%20Files/out/storeWorker.js'],
  ['file:///app/openStore.ts?t=1', 'file:///app/storeWorker.ts'],
])('beside %s stands %s', (from, entry) => {
  expect(siblingEntry(from, 'storeWorker').href).toBe(entry);
});
