// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { microphoneInput } from './microphoneInput.ts';
import type { SoundGraph } from './openSoundGraph.ts';
import type { SoundSink } from './SoundInput.ts';

/** Devices and an audio graph as the browser has them, driven by the test. */
function scriptedMicrophones() {
  const changes = new EventTarget();
  const asked: unknown[] = [];
  const connected: EventTarget[] = [];
  let refusal: Error | null = null;
  const tracks: (EventTarget & { label: string; readyState: string; stop(): void })[] = [];
  const getUserMedia = ({ audio }: MediaStreamConstraints): Promise<MediaStream> => {
    asked.push(audio);
    if (refusal) return Promise.reject(refusal);
    const track = Object.assign(new EventTarget(), { label: `Microphone ${tracks.length + 1}`, readyState: 'live', stop: () => void (track.readyState = 'ended') });
    tracks.push(track);
    return Promise.resolve({ getAudioTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream);
  };
  const graph = {
    context: {
      createMediaStreamSource: (stream: MediaStream) => ({
        connect: () => void connected.push(stream.getAudioTracks()[0]!),
        disconnect: () => undefined,
      }),
    },
    node: {},
    close: vi.fn<() => void>(),
  } as unknown as SoundGraph & { close: ReturnType<typeof vi.fn> };
  const devices = {
    getUserMedia,
    addEventListener: changes.addEventListener.bind(changes),
    removeEventListener: changes.removeEventListener.bind(changes),
  } as unknown as MediaDevices;
  return {
    microphones: { devices, openGraph: () => Promise.resolve(graph) },
    asked,
    connected,
    tracks,
    graph,
    refuse: (error: Error | null) => void (refusal = error),
    changed: () => changes.dispatchEvent(new Event('devicechange')),
    unplug: () => {
      tracks.at(-1)!.readyState = 'ended';
      tracks.at(-1)!.dispatchEvent(new Event('ended'));
    },
  };
}

function listening() {
  const troubles: (string | null)[] = [];
  const sink: SoundSink = { frame: () => undefined, room: () => Promise.resolve(), trouble: (words) => void troubles.push(words), ended: () => undefined };
  return { sink, troubles };
}

test('echo is cancelled, noise and level are left as they are, and the chosen device is asked for exactly', async () => {
  const { microphones, asked } = scriptedMicrophones();
  await microphoneInput('desk', microphones).open();
  expect(asked).toEqual([{ deviceId: { exact: 'desk' }, channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: false }]);
});

test('a microphone that is unplugged is looked for again, at once when the system tells of a device', async () => {
  const { microphones, connected, tracks, unplug, refuse, changed } = scriptedMicrophones();
  const { sink, troubles } = listening();
  const sound = await microphoneInput(null, microphones).open();
  sound.begin(sink);
  refuse(new DOMException('', 'NotFoundError'));
  unplug();
  expect(troubles).toEqual([expect.stringMatching(/^The microphone is gone/)]);
  refuse(null);
  changed();
  await vi.waitFor(() => expect(troubles).toHaveLength(2));
  expect(troubles[1]).toBeNull();
  expect(connected).toEqual(tracks);
  expect(sound.name).toBe('Microphone 2');
});

test('another device takes over in mid-recording, and the first one is let go', async () => {
  const { microphones, connected, tracks } = scriptedMicrophones();
  const { sink } = listening();
  const sound = await microphoneInput(null, microphones).open();
  sound.begin(sink);
  await sound.changeDevice?.('other');
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  expect(connected).toEqual(tracks);
});

test('closing lets the device go and ends every attempt to get it back', async () => {
  const { microphones, asked, graph, tracks, unplug, refuse, changed } = scriptedMicrophones();
  const { sink } = listening();
  const sound = await microphoneInput(null, microphones).open();
  sound.begin(sink);
  refuse(new DOMException('', 'NotFoundError'));
  unplug();
  sound.close();
  const before = asked.length;
  changed();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(asked.length).toBe(before);
  expect(graph.close).toHaveBeenCalledOnce();
  expect(tracks.every(({ readyState }) => readyState === 'ended')).toBe(true);
});

test('a refusal is a sentence, and nothing stays open', async () => {
  const { microphones, refuse } = scriptedMicrophones();
  refuse(new DOMException('', 'NotAllowedError'));
  await expect(microphoneInput(null, microphones).open()).rejects.toMatchObject({ code: 'no-permission', message: expect.stringMatching(/^Headwater may not use/) as string });
});
