import { AppError } from '../../app/contract/AppError.ts';
import { captureProblem } from './captureProblem.ts';
import { openSoundGraph } from './openSoundGraph.ts';
import type { SoundInput, SoundSink } from './SoundInput.ts';

/**
 * What the computer, or a tab of the browser, is playing. A picture has to be asked for with it; that is let go at
 * once. What Headwater itself plays is left out where the browser can do that.
 */
export function systemInput(devices: Pick<MediaDevices, 'getDisplayMedia'> = navigator.mediaDevices): SoundInput {
  return {
    source: 'system',
    async open() {
      const stream = await share(devices);
      let sink: SoundSink | null = null;
      const graph = await openSoundGraph((at, samples) => sink?.frame(at, samples)).catch((error: unknown) => {
        stop(stream);
        throw error;
      });
      const node = graph.context.createMediaStreamSource(stream);
      const [track] = stream.getAudioTracks();
      return {
        name: track?.label || 'Sound of this computer',
        seconds: null,
        begin(to) {
          sink = to;
          track?.addEventListener('ended', () => sink?.ended('The sound of the computer is no longer shared. What was heard so far is kept.'));
          node.connect(graph.node);
        },
        close() {
          sink = null;
          node.disconnect();
          stop(stream);
          graph.close();
        },
      };
    },
  };
}

async function share(devices: Pick<MediaDevices, 'getDisplayMedia'>): Promise<MediaStream> {
  let stream: MediaStream;
  try {
    const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, restrictOwnAudio: true };
    stream = await devices.getDisplayMedia({ video: true, audio, systemAudio: 'include' } as DisplayMediaStreamOptions);
  } catch (error) {
    throw captureProblem(error, 'system');
  }
  for (const track of stream.getVideoTracks()) {
    track.stop();
    stream.removeTrack(track);
  }
  if (stream.getAudioTracks().length > 0) return stream;
  stop(stream);
  throw new AppError(
    'unsupported',
    'No sound came with what was shared. Start again and switch on “share audio”; where that is not offered, this system hands out no sound.',
  );
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
