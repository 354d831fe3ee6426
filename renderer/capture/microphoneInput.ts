import { captureProblem } from './captureProblem.ts';
import { openSoundGraph, type OpenSoundGraph, type SoundGraph } from './openSoundGraph.ts';
import type { SoundInput, SoundSink } from './SoundInput.ts';

/** Waits before the device is looked for again, in milliseconds; the last one for ever. */
const AGAIN_MS = [250, 500, 1_000, 2_000, 4_000] as const;

/** What the browser gives: a scripted one in tests. */
export interface Microphones {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'addEventListener' | 'removeEventListener'>;
  readonly openGraph: OpenSoundGraph;
}

/**
 * A microphone. When it is unplugged, the recording's clock runs on without sound and the device is looked for again,
 * at once when the system tells of a new one.
 *
 * @param deviceId null: the system's choice
 */
export function microphoneInput(
  deviceId: string | null,
  { devices, openGraph }: Microphones = { devices: navigator.mediaDevices, openGraph: openSoundGraph },
): SoundInput {
  return {
    source: 'microphone',
    async open() {
      let sink: SoundSink | null = null;
      let chosen = deviceId;
      let stream = await ask(devices, chosen);
      let graph: SoundGraph;
      try {
        graph = await openGraph((at, samples) => sink?.frame(at, samples));
      } catch (error) {
        stop(stream);
        throw error;
      }
      let node: AudioNode | null = null;
      const life = new AbortController();
      let wake: (() => void) | null = null;
      const onChange = (): void => wake?.();
      devices.addEventListener('devicechange', onChange);

      const connect = (): void => {
        node?.disconnect();
        node = graph.context.createMediaStreamSource(stream);
        node.connect(graph.node);
        const [track] = stream.getAudioTracks();
        track?.addEventListener('ended', () => void (stream.getAudioTracks()[0] === track && recover()));
      };
      const recover = async (): Promise<void> => {
        node?.disconnect();
        sink?.trouble('The microphone is gone. What comes until it is back is missing; plug it in again, or choose another one.');
        for (let attempt = 0; !life.signal.aborted; attempt++) {
          await pause(AGAIN_MS[attempt] ?? AGAIN_MS[AGAIN_MS.length - 1]!, (resolve) => (wake = resolve));
          if (life.signal.aborted || stream.getAudioTracks()[0]?.readyState === 'live') return;
          const next = await ask(devices, chosen).catch(() => null);
          if (!next) continue;
          if (life.signal.aborted) return stop(next);
          stream = next;
          connect();
          sink?.trouble(null);
          return;
        }
      };
      return {
        get name() {
          return stream.getAudioTracks()[0]?.label || 'Microphone';
        },
        seconds: null,
        begin(to) {
          sink = to;
          connect();
        },
        async changeDevice(next) {
          const other = await ask(devices, next);
          chosen = next;
          const old = stream;
          stream = other;
          stop(old);
          if (sink) connect();
          sink?.trouble(null);
        },
        close() {
          life.abort();
          wake?.();
          devices.removeEventListener('devicechange', onChange);
          node?.disconnect();
          stop(stream);
          graph.close();
        },
      };
    },
  };
}

/** Echo is cancelled, for the machine may be speaking; noise is left, for recognisers were trained with it. */
async function ask(devices: Microphones['devices'], deviceId: string | null): Promise<MediaStream> {
  const device = deviceId === null ? {} : { deviceId: { exact: deviceId } };
  const audio = { ...device, channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: false };
  try {
    return await devices.getUserMedia({ audio });
  } catch (error) {
    throw captureProblem(error, 'microphone');
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Ends early when what was given to `onWake` is called. */
function pause(milliseconds: number, onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
