import { truncate, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { encodeOnnx } from '../../../native-models/formats/onnx/encodeOnnx.ts';
import { temporaryFolder } from '../../../native-models/formats/temporaryFolder.test-helper.ts';
import { checkActivityFile } from './checkActivityFile.ts';

/** A graph with these inputs; it gives the second one back twice. */
function graphWith(inputs: readonly string[]): Uint8Array {
  return encodeOnnx({
    name: 'activity',
    inputs: inputs.map((name) => ({ name, type: 'float32', shape: ['n'] })),
    outputs: ['output', 'stateN'].map((name) => ({ name, type: 'float32', shape: ['n'] })),
    initializers: [],
    nodes: ['output', 'stateN'].map((name) => ({ op: 'Identity', domain: '', inputs: [inputs[1] ?? ''], outputs: [name], attributes: {} })),
  });
}

it('takes a model with the inputs of Silero, in their order', async () => {
  await using home = await temporaryFolder();
  await checkActivityFile(await home.write('a.onnx', graphWith(['input', 'state', 'sr'])));
});

it.each([
  ['the order that ends the process', graphWith(['input', 'sr', 'state']), 'unsupported'],
  ['an input too few', graphWith(['input', 'state']), 'unsupported'],
  ['an older kind', graphWith(['input', 'sr', 'h', 'c']), 'unsupported'],
  ['no model', Buffer.from('<html>'), 'bad-file'],
  ['an empty file', new Uint8Array(), 'bad-file'],
] as const)('refuses %s', async (_, bytes, code) => {
  await using home = await temporaryFolder();
  await expect(checkActivityFile(await home.write('a.onnx', bytes))).rejects.toMatchObject({ code });
});

it('refuses what is not there, was cut or is far too large', async () => {
  await using home = await temporaryFolder();
  const file = await home.write('a.onnx', graphWith(['input', 'state', 'sr']));
  await truncate(file, 100);
  await expect(checkActivityFile(file)).rejects.toMatchObject({ code: 'bad-file' });
  await writeFile(file, '');
  await truncate(file, 33 << 20);
  await expect(checkActivityFile(file)).rejects.toMatchObject({ code: 'bad-file', message: expect.stringContaining('bytes long') });
  await expect(checkActivityFile(`${file}x`)).rejects.toMatchObject({ code: 'not-found' });
});
