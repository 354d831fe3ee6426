import { join } from 'node:path';
import { connectService } from '../../../app/contract/connectService.ts';
import { speechService, type Voice } from '../../../app/contract/services/speech.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { startChild } from '../../supervise/startChild.ts';
import type { Running } from '../../supervise/Supervisor.ts';

/** A voice from a slow disk takes its time; a process that takes longer hangs. */
const LOAD_LIMIT_MS = 180_000;
const ENTRY = join(import.meta.dirname, '../../speech/process.ts');

/** What a speech process is started with; null is left out, and can be loaded later. */
export interface SpeechModels {
  /** the file of the voice activity model */
  readonly activity: string | null;
  readonly voice: Voice | null;
}

export interface LoadedSpeech {
  readonly client: Client<typeof speechService>;
  /** of the voice; null without one */
  readonly voice: { readonly name: string; readonly sampleRate: number; readonly speakers: number } | null;
}

/**
 * Starts a speech process and has it load these models; what a `Supervisor` keeps running. Sounds that were listened to
 * in a process that ended are gone with it: `listen` again. Rejects like `startChild`, `loadActivity` and `loadVoice`.
 */
export async function launchSpeech(
  options: SpeechModels & { readonly spawn: Spawn; readonly logFile: string },
  signal: AbortSignal,
): Promise<Running<LoadedSpeech>> {
  const { spawn, activity, voice, logFile } = options;
  const child = spawn(ENTRY, { name: 'speech', logFile });
  // Speech costs more than it takes to send: one chunk is made ahead of what was asked for, and no more.
  const client = connectService(child.channel, speechService, { credits: 1 });
  const load = async () => {
    if (activity !== null) await client.loadActivity({ file: activity });
    return voice && client.loadVoice(voice);
  };
  const loaded = await startChild(child, load, { name: 'speech', timeoutMs: LOAD_LIMIT_MS, signal });
  return { child, value: { client, voice: loaded } };
}
