// @vitest-environment jsdom
import { expect, onTestFinished, test, vi } from 'vitest';
import { bytesOfBase64 } from '../../app/captions/bytesOfBase64.ts';
import { AppError } from '../../app/contract/AppError.ts';
import { createConnection } from '../connection/createConnection.ts';
import { TestHost } from '../testing/TestHost.test-helper.ts';
import { createCapture } from './createCapture.ts';
import type { OpenSound, SoundInput, SoundSink } from './SoundInput.ts';

const WISHES = { title: 'Lecture', keepSound: true, remembered: false, corrected: false };

/** An input whose sound comes when the test says so. */
function scriptedInput(source: SoundInput['source'] = 'microphone') {
  let sink: SoundSink | null = null;
  let at = 16_000;
  const input = {
    source,
    opened: 0,
    closed: 0,
    changedTo: [] as (string | null)[],
    refuse: null as AppError | null,
    open(): Promise<OpenSound> {
      if (input.refuse) return Promise.reject(input.refuse);
      input.opened++;
      return Promise.resolve({
        name: 'Desk microphone',
        seconds: null,
        begin: (to) => void (sink = to),
        changeDevice: (id) => Promise.resolve(void input.changedTo.push(id)),
        close: () => void input.closed++,
      });
    },
    sink: (): SoundSink => sink as unknown as SoundSink,
    /** so much sound, in samples, of this loudness */
    sound(samples: number, value = 0.25): void {
      for (const end = at + samples; at < end; at += 512) sink?.frame(at, new Float32Array(Math.min(512, end - at)).fill(value));
    },
    /** nothing for so many samples */
    gap: (samples: number): void => void (at += samples),
  };
  return input;
}

async function capturing(input: ReturnType<typeof scriptedInput>) {
  const host = new TestHost();
  const connection = createConnection(() => host.connect());
  const behind: number[] = [];
  const capture = createCapture(connection, (_, milliseconds) => behind.push(milliseconds));
  onTestFinished(() => {
    capture.close();
    connection.close();
  });
  await vi.waitFor(() => expect(connection.store.getState().phase).toBe('open'));
  const recording = await capture.start(input, WISHES);
  const fed = (): number[] => host.captions.fed.map(([at]) => at);
  return { host, capture, recording, fed, behind };
}

test('sound goes to the host as soon as it takes it, from a quarter of a second on, and the clock begins with it', async () => {
  const input = scriptedInput();
  const { host, capture, recording, fed, behind } = await capturing(input);
  expect(host.captions.find(recording?.id ?? '')).toMatchObject({ title: 'Lecture', keptSound: true, remembered: false, live: true });
  input.sound(3 * 4_096);
  await vi.waitFor(() => expect(fed()).toEqual([0, 4_096]));
  expect(host.captions.fed.map(([, text]) => text.length)).toEqual([10_924, 21_848]);
  expect(behind).toContain(600);
  expect(capture.store.getState()).toMatchObject({ phase: 'on', name: 'Desk microphone' });
  expect(capture.store.getState().seconds).toBeCloseTo(0.768);
});

test('stopping lets the device go, hands over the rest and ends the recording', async () => {
  const input = scriptedInput();
  const { host, capture, recording, fed } = await capturing(input);
  input.sound(5_000);
  const stopped = capture.stop();
  expect(input.closed).toBe(1);
  expect(capture.store.getState().phase).toBe('stopping');
  await stopped;
  expect(fed()).toEqual([0, 4_096]);
  expect(host.captions.find(recording?.id ?? '').live).toBe(false);
  expect(capture.store.getState().phase).toBe('off');
});

test('a refusal of the device begins no recording and says what to do', async () => {
  const input = scriptedInput();
  input.refuse = new AppError('no-permission', 'Headwater may not use the microphone. Allow it.');
  const { host, capture, recording } = await capturing(input);
  expect(recording).toBeNull();
  expect(host.captions.recordings).toEqual([]);
  expect(capture.store.getState()).toMatchObject({ phase: 'off', problem: 'Headwater may not use the microphone. Allow it.' });
});

test('when the host refuses, the device is let go again', async () => {
  const input = scriptedInput();
  const host = new TestHost();
  host.refusals.set('start', new AppError('busy', 'Another recording is being made.'));
  const connection = createConnection(() => host.connect());
  const capture = createCapture(connection, () => undefined);
  onTestFinished(() => connection.close());
  await vi.waitFor(() => expect(connection.store.getState().phase).toBe('open'));
  expect(await capture.start(input, WISHES)).toBeNull();
  expect([input.opened, input.closed]).toEqual([1, 1]);
  expect(capture.store.getState().problem).toBe('Another recording is being made.');
});

test('a gap stays a gap, and the person is told while the device is away', async () => {
  const input = scriptedInput();
  const { capture, fed } = await capturing(input);
  input.sound(4_096 + 1_024);
  expect(capture.levels.read().at(-1)).toBeGreaterThan(0);
  input.sink().trouble('The microphone is gone.');
  expect(capture.store.getState().trouble).toBe('The microphone is gone.');
  expect(Math.max(...capture.levels.read())).toBe(0);
  // What was heard until then is not held back.
  await vi.waitFor(() => expect(fed()).toEqual([0, 4_096]));
  input.gap(32_000);
  input.sink().trouble(null);
  input.sound(4_096);
  await vi.waitFor(() => expect(fed()).toEqual([0, 4_096, 37_120]));
  expect(capture.store.getState().trouble).toBeNull();
});

test('a track that is silent to the last bit is told of, and the first sound ends that', async () => {
  const input = scriptedInput();
  const { capture } = await capturing(input);
  input.sound(6 * 16_000, 0);
  expect(capture.store.getState().trouble).toMatch(/^Nothing at all comes/);
  input.sound(512);
  expect(capture.store.getState().trouble).toBeNull();
});

test('a track that is clipped is told of while it is, and goes on to the host as it is', async () => {
  const input = scriptedInput();
  const { host, capture } = await capturing(input);
  input.sound(20_480, 1);
  expect(capture.store.getState().trouble).toMatch(/^The sound is too loud and distorts/);
  input.sound(2 * 16_384);
  expect(capture.store.getState().trouble).toBeNull();
  await capture.stop();
  expect(host.captions.fed.reduce((sum, [, text]) => sum + bytesOfBase64(text).length / 2, 0)).toBe(20_480 + 2 * 16_384);
});

test('a host that does not keep up makes sound be left out after ten seconds, and says how much', async () => {
  const input = scriptedInput();
  const { host, capture } = await capturing(input);
  host.drop();
  input.sound(12 * 16_000);
  expect(capture.store.getState().lostMs).toBeGreaterThan(1_500);
  expect(capture.store.getState().lostMs).toBeLessThan(2_600);
});

test('a recording that was ended elsewhere ends here, with what the host says', async () => {
  const input = scriptedInput();
  const { host, capture } = await capturing(input);
  host.refusals.set('feed', new AppError('not-found', 'That recording is over.'));
  input.sound(4_096);
  await vi.waitFor(() => expect(capture.store.getState().phase).toBe('off'));
  expect(input.closed).toBe(1);
  expect(capture.store.getState().problem).toBe('That recording is over.');
});

test('an input that ends by itself ends the recording; a window that closes asks for that', async () => {
  const file = scriptedInput('file');
  const first = await capturing(file);
  file.sound(4_096);
  file.sink().ended(null);
  await vi.waitFor(() => expect(first.capture.store.getState()).toMatchObject({ phase: 'off', problem: null }));
  const second = await capturing(scriptedInput());
  second.capture.close();
  await vi.waitFor(() => expect(second.host.captions.recordings[0]?.live).toBe(false));
});
