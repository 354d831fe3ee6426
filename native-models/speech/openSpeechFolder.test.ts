import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeOnnx } from '../formats/onnx/encodeOnnx.ts';
import { smallGraph } from '../formats/onnx/smallGraph.test-helper.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { openSpeechFolder } from './openSpeechFolder.ts';
import { readSpeechFolder } from './readSpeechFolder.ts';
import { writeSmallPhonemes } from './smallPhonemes.test-helper.ts';
import { speechLimits } from './speechLimits.ts';

/** The small graph with all its numbers in the one file. */
const wholeGraph = { ...smallGraph, initializers: smallGraph.initializers.map((one) => ({ ...one, data: one.data instanceof Uint8Array ? one.data : new Uint8Array(one.data.byteLength) })) };

describe('openSpeechFolder', () => {
  it('lists what lies in a folder and below, through links, and reads it', async () => {
    await using home = await temporaryFolder();
    const folder = path.join(home.folder, 'a-model');
    await mkdir(path.join(folder, 'below'), { recursive: true });
    await mkdir(path.join(folder, '.git'));
    await writeFile(path.join(folder, '.git', 'config'), '');
    await writeFile(path.join(folder, 'below', 'tokens.json'), '{"a":1}');
    await symlink(await home.write('blob', encodeOnnx(wholeGraph)), path.join(folder, 'model.onnx'));
    const found = await openSpeechFolder(folder);
    expect(found).toMatchObject({ name: 'a-model', files: ['below/tokens.json', 'model.onnx'] });
    expect(await found.json('below/tokens.json')).toEqual({ a: 1 });
    expect((await found.onnx('model.onnx')).inputs).toEqual(['x', 'pick']);
    expect([found.has('blob'), found.sizeOf('blob'), found.sizeOf('below/tokens.json')]).toEqual([false, 0, 7]);
    await expect(found.text('missing.txt')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('missing.txt') });
  });

  it('of a single file sees what goes by its name', async () => {
    await using home = await temporaryFolder();
    for (const name of ['joe.onnx', 'joe.onnx.json', 'joe2.onnx', 'tokens.txt']) await home.write(name, 'x');
    expect((await openSpeechFolder(path.join(home.folder, 'joe.onnx'))).files).toEqual(['joe.onnx', 'joe.onnx.json']);
    expect((await openSpeechFolder(path.join(home.folder, 'joe.onnx.json'))).files).toEqual(['joe.onnx', 'joe.onnx.json']);
  });

  it('refuses what is not there, and folders that are no model’s', async () => {
    await using home = await temporaryFolder();
    await expect(openSpeechFolder(path.join(home.folder, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
    const deep = path.join(home.folder, ...Array.from({ length: speechLimits.depth + 2 }, () => 'd'));
    await mkdir(deep, { recursive: true });
    await expect(openSpeechFolder(home.folder)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('folders') });
    const round = path.join(home.folder, 'round');
    await mkdir(round);
    await symlink(round, path.join(round, 'again'));
    await expect(openSpeechFolder(round)).rejects.toMatchObject({ code: 'unsupported' });
    // Links of links: few files, and many folders for whoever walks through them.
    for (const name of ['d0', 'd1', 'd2', 'd3']) await mkdir(path.join(home.folder, 'wide', name), { recursive: true });
    for (let at = 0; at < 24; at++) await symlink(path.join(home.folder, 'wide', `d${at % 3 + 1}`), path.join(home.folder, 'wide', `d${at % 3}`, `${at}`));
    await expect(openSpeechFolder(path.join(home.folder, 'wide', 'd0'))).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('more than') });
  });

  it('refuses operators that the native library does not know', async () => {
    await using home = await temporaryFolder();
    const newer = Buffer.concat([encodeOnnx(wholeGraph), Uint8Array.of(0x42, 4, 0x0a, 0, 0x10, 99)]);
    await home.write('model.onnx', newer);
    const found = await openSpeechFolder(home.folder);
    await expect(found.onnx('model.onnx')).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('version 99') });
  });
});

describe('a graph whose numbers lie in another file', () => {
  it('is refused, wherever that file is: the native library would end the process over one that is not there', async () => {
    await using home = await temporaryFolder();
    await home.write('model.onnx', encodeOnnx(smallGraph));
    const found = await openSpeechFolder(home.folder);
    await expect(found.onnx('model.onnx')).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('another file') });
  });
});

describe('espeak-ng’s data', () => {
  it('is told by the languages that it can pronounce, and kept without what nobody reads', async () => {
    await using home = await temporaryFolder();
    await writeSmallPhonemes(home.folder, ['de', 'en']);
    await home.write('lang/gmw/nl', 'name Dutch\nlanguage nl\n');
    await home.write('phondata-manifest', 'long');
    const { family, detected } = await readSpeechFolder(home.folder);
    expect([family, detected.languages]).toEqual(['espeak-ng', ['de', 'en']]);
    expect(Object.keys(detected.files).toSorted()).toEqual([
      'de_dict', 'en_dict', 'intonations', 'lang/gmw/de', 'lang/gmw/en', 'lang/gmw/nl', 'phondata', 'phonindex', 'phontab',
    ]);
  });

  it('of another version, or without a language, is refused', async () => {
    await using home = await temporaryFolder();
    await writeSmallPhonemes(home.folder, ['de'], 0x015200);
    await expect(readSpeechFolder(home.folder)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('version') });
    await using other = await temporaryFolder();
    await writeSmallPhonemes(other.folder, []);
    await expect(readSpeechFolder(other.folder)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('no language') });
  });
});
