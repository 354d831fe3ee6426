import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was heard in the room, on one clock: what the person said, and what the browser played. From -1 to 1. */
export interface HeardRoom {
  readonly person: Float32Array;
  readonly browser: Float32Array;
}

export interface RoomRecording {
  /** samples that are written by now: what sounds at this moment follows within some 20 ms */
  samples(): Promise<number>;
  stop(): Promise<HeardRoom>;
}

/**
 * A loudspeaker and a microphone that hears it, without a sound card: what the browser plays, it hears again. Persons
 * speak from the left channel alone, so that a recording of the room tells them from the browser, which plays on both.
 */
export interface SoundRig {
  /** for the browser, so that it finds them */
  readonly env: Readonly<Record<string, string>>;
  /** A person says what is in this file of one channel; resolves when it has been heard. */
  say(file: string): Promise<void>;
  /** Records the room from now on. */
  record(): Promise<RoomRecording>;
  close(): Promise<void>;
}

export const ROOM_RATE = 48_000;
const READY_MS = 30_000;
const TOOLS = ['pulseaudio', 'pactl', 'paplay', 'parec'];

/** Whether PulseAudio and its tools are installed. */
export function hasSoundRig(): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return TOOLS.every((tool) => folders.some((folder) => existsSync(join(folder, tool))));
}

/**
 * A PulseAudio server of its own with a null sink whose monitor is the microphone: an ideal electrical path. The browser
 * must not be given fake devices, or its echo canceller has no reference.
 */
export async function openSoundRig(): Promise<SoundRig> {
  const folder = await mkdtemp(join(tmpdir(), 'headwater-rig-'));
  const socket = join(folder, 'native');
  const env = { ...process.env, XDG_RUNTIME_DIR: folder, PULSE_SERVER: `unix:${socket}`, HOME: folder } as Record<string, string>;
  const start = (tool: string, args: readonly string[]): ChildProcess => spawn(tool, args, { env, stdio: 'ignore' });
  const done = async (tool: string, args: readonly string[]): Promise<void> => {
    const [code] = (await once(start(tool, args), 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${tool} ${args.join(' ')} ended with code ${code}.`);
  };
  const modules = [
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    `module-null-sink sink_name=room rate=${ROOM_RATE}`,
    'module-remap-source master=room.monitor source_name=ear source_properties=device.description=Ear',
  ];
  const server = start('pulseaudio', ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', ...modules.flatMap((module) => ['-L', module])]);
  const close = async (): Promise<void> => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(() => existsSync(socket), 'PulseAudio did not start.');
    await done('pactl', ['set-default-sink', 'room']);
    await done('pactl', ['set-default-source', 'ear']);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    env,
    say: (file) => done('paplay', ['--device=room', '--channel-map=front-left', '--latency-msec=20', file]),
    async record() {
      const file = join(folder, 'room.raw');
      await rm(file, { force: true });
      const format = ['--raw', '--format=s16le', `--rate=${ROOM_RATE}`, '--channels=2', '--latency-msec=20'];
      const recorder = start('parec', ['--device=room.monitor', ...format, file]);
      await until(async () => (await stat(file).catch(() => null))?.size, 'The room could not be recorded.');
      return {
        samples: async () => (await stat(file)).size >> 2,
        async stop() {
          await end(recorder);
          return splitRoom(await readFile(file));
        },
      };
    },
    close,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function until(isTrue: () => unknown, problem: string): Promise<void> {
  for (const begun = Date.now(); !(await isTrue()); await sleep(20)) if (Date.now() - begun > READY_MS) throw new Error(problem);
}

/** The browser alone is on the right; on the left are both. */
function splitRoom(bytes: Buffer): HeardRoom {
  const length = bytes.length >> 2;
  const [person, browser] = [new Float32Array(length), new Float32Array(length)];
  for (let at = 0; at < length; at++) {
    browser[at] = bytes.readInt16LE(4 * at + 2) / 32_768;
    person[at] = bytes.readInt16LE(4 * at) / 32_768 - browser[at]!;
  }
  return { person, browser };
}
