import { constants, writeFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeOnnx } from '../formats/onnx/encodeOnnx.ts';
import { readOnnxSummary } from '../formats/onnx/readOnnxSummary.ts';
import { damage, expectRefusals } from '../formats/fuzz.test-helper.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import type { DetectedSpeech } from './DetectedSpeech.ts';
import { installSpeech } from './installSpeech.ts';
import { readInstalledSpeech } from './readInstalledSpeech.ts';
import { readSpeechFolder } from './readSpeechFolder.ts';
import { writeSmallPhonemes } from './smallPhonemes.test-helper.ts';
import { smallVoiceConfig, smallVoiceGraph, writeSmallVoice } from './smallVoice.test-helper.ts';
import type { SpeechFamily } from './SpeechFamily.ts';
import type { SpeechFolder } from './SpeechFolder.ts';

describe('installSpeech', () => {
  it('writes the metadata behind the graph, the tokens and what the voice says of itself', async () => {
    await using home = await temporaryFolder();
    const source = path.join(home.folder, 'source');
    await writeSmallVoice(source);
    await chmod(path.join(source, 'small.onnx'), 0o444);
    const steps: number[] = [];
    const directory = await installSpeech(source, path.join(home.folder, 'models'), (step) => steps.push(step));
    expect(await readInstalledSpeech(directory)).toMatchObject({
      kind: 'voice', name: 'small', family: 'piper', speakers: 1, speakerNames: [], languages: ['en_US'], licence: null,
      pronunciation: 'en-us',
      options: { sampleRate: 22_050, noiseScale: 0.5, noiseScaleW: 0.75, lengthScale: 1.25 },
    });
    expect(await readFile(path.join(directory, 'tokens.txt'), 'utf8')).toBe('_ 0\n^ 1\n$ 2\n  3\næ 4\n');
    const graph = await readFile(path.join(directory, 'voice.onnx'));
    expect(graph.subarray(0, encodeOnnx(smallVoiceGraph).length).equals(encodeOnnx(smallVoiceGraph))).toBe(true);
    expect(readOnnxSummary(graph, 'voice.onnx')).toMatchObject({
      inputs: ['input', 'input_lengths', 'scales'],
      outputs: ['output'],
      metadata: {
        model_type: 'vits', comment: 'piper', language: 'English', voice: 'en-us', has_espeak: '1', n_speakers: '1', sample_rate: '22050',
      },
    });
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
    expect(await installSpeech(source, path.join(home.folder, 'models'))).toBe(directory);
  });

  it('gets further piece by piece in a file that is large', async () => {
    await using home = await temporaryFolder();
    const data = path.join(home.folder, 'data');
    await writeSmallPhonemes(data, ['de']);
    await truncate(path.join(data, 'de_dict'), 20 << 20);
    const steps = new Set<number>();
    const directory = await installSpeech(data, path.join(home.folder, 'models'), (step) => steps.add(step));
    const files = (await readSpeechFolder(data)).files.length;
    // Where the file system shares blocks there is nothing to wait for.
    const shares = await copyFile(path.join(data, 'de_dict'), path.join(home.folder, 'copy'), constants.COPYFILE_FICLONE_FORCE).then(() => true, () => false);
    if (!shares) expect([...steps].filter((step) => step > 0.1 && step < 0.82).length).toBeGreaterThan(files + 2);
    expect((await stat(path.join(directory, 'de_dict'))).size).toBe(20 << 20);
  });

  const good = async (folder: SpeechFolder): Promise<DetectedSpeech | null> => {
    if ((await folder.text('a.txt')) !== 'good') throw refusedFile('bad-file', 'a.txt', 'it is not good');
    return { name: 'fake', kind: 'turn', files: { 'a.bin': { from: 'a.txt' } }, options: {} };
  };

  it('keeps nothing of a file that changed after it was looked at, or after it was read', async () => {
    await using home = await temporaryFolder();
    const source = path.join(home.folder, 'source');
    const file = path.join(source, 'a.txt');
    const models = path.join(home.folder, 'models');
    const family = (detect: SpeechFamily['detect']): SpeechFamily => ({ family: 'fake', version: 1, about: 'a test', detect });
    await mkdir(source);
    const rewrite = async (words: string): Promise<void> => writeFile(file, words);

    await rewrite('good');
    const detectThenChange = family(async (folder) => {
      const found = await good(folder);
      await rewrite('evil');
      return found;
    });
    await expect(installSpeech(source, models, undefined, undefined, [detectThenChange])).rejects.toMatchObject({ code: 'bad-file', message: expect.stringContaining('not good') });

    // One that no family would mind is not what was read either.
    await rewrite('good');
    const any = family(async () => ({ name: 'fake', kind: 'turn', files: { 'a.bin': { from: 'a.txt' } }, options: {} }));
    const changeWhenHashed = (fraction: number): void => {
      if (fraction > 0.09) writeFileSync(file, 'evil');
    };
    await expect(installSpeech(source, models, changeWhenHashed, undefined, [any])).rejects.toMatchObject({ code: 'bad-file', message: expect.stringContaining('changed while it was being copied') });
    expect(await readdir(models)).toEqual([]);

    await rewrite('good');
    expect(await readFile(path.join(await installSpeech(source, models, undefined, undefined, [family(good)]), 'a.bin'), 'utf8')).toBe('good');
  });

  it('makes a damaged folder anew', async () => {
    await using home = await temporaryFolder();
    const source = path.join(home.folder, 'source');
    await writeSmallVoice(source);
    const directory = await installSpeech(source, path.join(home.folder, 'models'));
    await truncate(path.join(directory, 'voice.onnx'), 10);
    await expect(readInstalledSpeech(directory)).rejects.toMatchObject({ code: 'bad-file' });
    expect(await installSpeech(source, path.join(home.folder, 'models'))).toBe(directory);
    await readInstalledSpeech(directory);
  });

  it.each([
    ['a graph with other inputs', smallVoiceConfig, { ...smallVoiceGraph, inputs: smallVoiceGraph.inputs.toReversed() }, 'unsupported'],
    ['several speakers without a place to name one', { ...smallVoiceConfig, num_speakers: 2 }, smallVoiceGraph, 'unsupported'],
    ['phonemes of another kind', { ...smallVoiceConfig, phoneme_type: 'text' }, smallVoiceGraph, 'unsupported'],
    ['a pronunciation that is a path', { ...smallVoiceConfig, espeak: { voice: '../../etc' } }, smallVoiceGraph, 'bad-file'],
    ['a phoneme beyond the table', { ...smallVoiceConfig, num_symbols: 3 }, smallVoiceGraph, 'bad-file'],
  ])('refuses %s and leaves nothing', async (_name, config, graph, code) => {
    await using home = await temporaryFolder();
    const source = path.join(home.folder, 'source');
    await writeSmallVoice(source, config, graph);
    await expect(installSpeech(source, path.join(home.folder, 'models'))).rejects.toMatchObject({ code });
    expect(await readdir(path.join(home.folder, 'models')).catch(() => [])).toEqual([]);
  });

  it('tells of a folder without a voice, with half of one and with two', async () => {
    await using home = await temporaryFolder();
    const models = path.join(home.folder, 'models');
    await expect(installSpeech(home.folder, models)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('a Piper voice') });
    const source = path.join(home.folder, 'source');
    await writeSmallVoice(source);
    await writeFile(path.join(source, 'other.onnx.json'), '{}');
    await expect(installSpeech(source, models)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('several') });
    await rm(path.join(source, 'other.onnx.json'));
    await rm(path.join(source, 'small.onnx'));
    await expect(installSpeech(source, models)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('small.onnx') });
  });

  it.each([
    { name: 'small.onnx', bytes: encodeOnnx(smallVoiceGraph), least: 30 },
    { name: 'small.onnx.json', bytes: Uint8Array.from(Buffer.from(JSON.stringify(smallVoiceConfig))), least: 60 },
  ])('refuses a damaged $name with a sentence, or does no harm', async ({ name, bytes, least }) => {
    await using home = await temporaryFolder();
    const source = path.join(home.folder, 'source');
    const models = path.join(home.folder, 'models');
    await writeSmallVoice(source);
    const cases = damage(bytes, { cuts: 30, flips: 60, numbers: 30, reach: bytes.length });
    const refused = await expectRefusals(cases, 200, async (damaged) => {
      await writeFile(path.join(source, name), damaged.bytes);
      try {
        await readInstalledSpeech(await installSpeech(source, models));
      } finally {
        await rm(models, { recursive: true, force: true });
      }
    });
    expect(refused).toBeGreaterThanOrEqual(least);
  });
});
