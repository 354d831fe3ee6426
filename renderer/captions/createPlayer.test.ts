// @vitest-environment jsdom
import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { createConnection } from '../connection/createConnection.ts';
import { TestHost } from '../testing/TestHost.test-helper.ts';
import { createPlayer } from './createPlayer.ts';

/** An audio context whose pieces end when the test says so. */
function scriptedContext() {
  const sources: EventTarget[] = [];
  const context = {
    currentTime: 0,
    destination: {},
    decodeAudioData: () => Promise.resolve({}),
    createBufferSource: () => {
      const source = Object.assign(new EventTarget(), { buffer: null, connect: () => undefined, start: () => void sources.push(source) });
      return source;
    },
    close: vi.fn<() => Promise<void>>(() => Promise.resolve()),
  };
  return { context, sources, end: () => sources.at(-1)?.dispatchEvent(new Event('ended')) };
}

async function playing() {
  const host = new TestHost();
  const recording = host.captions.addRecording('Lecture', ['One.'], { keptSound: true, durationMs: 70_000 });
  const connection = createConnection(() => host.connect());
  await vi.waitFor(() => expect(connection.store.getState().phase).toBe('open'));
  const audio = scriptedContext();
  const player = createPlayer(connection, () => audio.context as unknown as AudioContext);
  onTestFinished(() => {
    player.stop();
    connection.close();
  });
  const asked = () => host.calls.filter(([name]) => name === 'sound').map(([, params]) => params);
  return { host, recording, player, asked, ...audio };
}

test('kept sound is fetched in pieces from the line on, the next one while this one is heard, to the end', async () => {
  const { recording, player, asked, sources, end, context } = await playing();
  const { id: recordingId } = recording;
  const done = player.play(recordingId, 8_000, 70_000);
  await vi.waitFor(() => expect(sources).toHaveLength(1));
  expect(player.store.getState()).toMatchObject({ recordingId, atMs: 8_000 });
  await vi.waitFor(() => expect(asked()).toEqual([{ recordingId, startMs: 8_000, endMs: 38_000 }, { recordingId, startMs: 38_000, endMs: 68_000 }]));
  end();
  await vi.waitFor(() => expect(sources).toHaveLength(2));
  end();
  await vi.waitFor(() => expect(sources).toHaveLength(3));
  expect(asked().at(-1)).toEqual({ recordingId, startMs: 68_000, endMs: 70_000 });
  end();
  await done;
  expect(player.store.getState().recordingId).toBeNull();
  expect(context.close).toHaveBeenCalledOnce();
});

test('stopping ends it at once, and playing elsewhere ends the one before', async () => {
  const { recording, player, sources, end, context } = await playing();
  void player.play(recording.id, 0, 70_000);
  await vi.waitFor(() => expect(sources).toHaveLength(1));
  void player.play(recording.id, 30_000, 70_000);
  await vi.waitFor(() => expect(sources).toHaveLength(2));
  expect(context.close).toHaveBeenCalledOnce();
  player.stop();
  end();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sources).toHaveLength(2);
  expect(player.store.getState().recordingId).toBeNull();
});

test('sound that cannot be had is a sentence', async () => {
  const { host, recording, player } = await playing();
  host.refusals.set('sound', new AppError('not-found', 'The sound of this recording is not there any more.'));
  await player.play(recording.id, 0, 70_000);
  expect(player.store.getState()).toMatchObject({ recordingId: null, problem: 'The sound of this recording is not there any more.' });
});
