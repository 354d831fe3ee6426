import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { installSpeech } from '../../../native-models/speech/installSpeech.ts';
import { tinyFiles, tonesOf, writeFolder, type TinyFamily } from '../../../native-models/speech/streaming/tinyStreaming.test-helper.ts';
import { launchHearing } from '../../services/hearing/launchHearing.ts';
import { closeChild } from '../../supervise/closeChild.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';

const { signal } = new AbortController();
let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-recognition-'));
});
// A child that is ending may still write its log.
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

async function launch(family: TinyFamily, onBusy?: (busy: boolean) => void) {
  const folder = path.join(home, family);
  await writeFolder(folder, tinyFiles(family));
  const directory = await installSpeech(folder, path.join(home, 'installed'));
  return launchHearing({ spawn: forkSpawn, recogniser: 'streaming', directory, threads: 1, logFile: path.join(home, 'log'), onBusy }, signal);
}
const bytes = (sound: Int16Array) => new Uint8Array(sound.slice().buffer);
const text = ({ committed }: Phrase) => committed.map((word) => word.text).join('');

describe.each([
  ['zipformer2', 'kaldi'],
  ['zipformer2-ctc', 'kaldi'],
  ['nemo-transducer', 'slaney'],
  ['nemo-ctc', 'slaney'],
] as const)('a tiny %s in the real library', (family, scale) => {
  it('writes down what it hears as it is spoken, from the first word to the last, at the times of the sound', async () => {
    const busy: boolean[] = [];
    const { child, value } = await launch(family, (now) => busy.push(now));
    const { client } = value;
    expect(value.name).toBe(family);
    await client.open({ soundId: 'one' });
    const phrases: Phrase[] = [];
    const reading = (async () => {
      for await (const phrase of client.phrases({ soundId: 'one' })) phrases.push(phrase);
    })();
    // "we sail at", silence, "noon": tones of 240 ms with as much silence behind each; the first begins with the sound.
    const sound = tonesOf([0, 1, 2, 3, -1, 4], scale);
    const ends = [4 * 7_680, sound.length];
    for (let at = 0; at < sound.length; at += 1_600) {
      const to = Math.min(sound.length, at + 1_600);
      const isSecond = at >= 5 * 7_680;
      const from = isSecond ? 5 * 7_680 : 0;
      const open = at < (ends[0] ?? 0) || isSecond;
      const speech = open ? [{ from, to: isSecond ? (to === sound.length ? ends[1]! : null) : to >= ends[0]! ? ends[0]! : null }] : [];
      await client.hear({ soundId: 'one', at, samples: bytes(sound.subarray(at, to)), speech });
    }
    await client.close({ soundId: 'one' });
    await reading;
    const finals = phrases.filter(({ final }) => final);
    expect(finals.map(text)).toEqual([' we sail at', ' noon']);
    // Others make way for it, and go on behind it.
    expect(busy[0]).toBe(true);
    await expect.poll(() => busy.at(-1)).toBe(false);
    const starts = finals.flatMap(({ committed }) => committed.map(({ startMs }) => startMs));
    for (const [index, wanted] of [0, 480, 1_440, 2_400].entries()) expect(Math.abs(starts[index]! - wanted)).toBeLessThanOrEqual(160);
    let committed: string[] = [];
    for (const phrase of phrases.filter(({ number }) => number === 0)) {
      const now = phrase.committed.map((word) => word.text);
      expect(now.slice(0, committed.length)).toEqual(committed);
      committed = now;
    }
    expect((await client.transcribe({ samples: bytes(sound.subarray(0, 15_360)) })).words.map((word) => word.text)).toEqual([' we', ' sa']);
    child.channel.close();
    expect(await child.exited).toEqual({ code: 0, signal: null });
  });
});

it('says what was wrong with a call, and goes on', async () => {
  const { child, value } = await launch('zipformer2');
  const { client } = value;
  const directory = home;
  await expect(client.load({ directory, threads: 1 })).rejects.toMatchObject({ code: 'busy' });
  await client.open({ soundId: 'a' });
  await expect(client.open({ soundId: 'a' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(client.hear({ soundId: 'b', at: 0, samples: new Uint8Array(10), speech: [] })).rejects.toMatchObject({ code: 'not-found' });
  await expect(client.hear({ soundId: 'a', at: 0, samples: new Uint8Array(9), speech: [] })).rejects.toMatchObject({ code: 'bad-request' });
  await client.hear({ soundId: 'a', at: 0, samples: new Uint8Array(3_200), speech: [] });
  await expect(client.hear({ soundId: 'a', at: 100, samples: new Uint8Array(10), speech: [] })).rejects.toMatchObject({ code: 'bad-request' });
  await client.close({ soundId: 'a' });
  await closeChild(child);
});

it('refuses a folder in which a byte was changed since it was checked, and the library never sees it', async () => {
  const folder = path.join(home, 'changed');
  await writeFolder(folder, tinyFiles('zipformer2'));
  const directory = await installSpeech(folder, path.join(home, 'other'));
  await writeFolder(directory, { 'decoder.onnx': 'no graph' });
  const launched = launchHearing({ spawn: forkSpawn, recogniser: 'streaming', directory, threads: 1, logFile: path.join(home, 'log') }, signal);
  await expect(launched).rejects.toMatchObject({ code: 'bad-file' });
});
