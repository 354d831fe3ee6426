import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../../app/contract/Service.ts';
import type { conversationsService } from '../../../app/contract/services/conversations.ts';
import type { voiceService } from '../../../app/contract/services/voice.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';
import type { Scene } from './scenes/Scene.ts';
import { createStage, type StageOptions } from './window/createStage.ts';
import { createWindow } from './window/createWindow.ts';
import type { WireTap } from './window/createWireTap.ts';
import { Loudspeaker } from './window/Loudspeaker.ts';
import { Microphone } from './window/Microphone.ts';
import type { SceneRecord } from './window/SceneRecord.ts';

/** The microphone hands over its sound in pieces of 512 samples. */
const PIECE = 512;
const PIECE_MS = (1_000 * PIECE) / SAMPLE_RATE;
/** So long after the last that happened a scene is over: more than the longest silence that ends a turn. */
const OVER_MS = 4_500;
const LONGEST_MS = 75_000;
const LEFT_MS = 1_000;
/** What the last answer gets to be stored. */
const STORED_MS = 20_000;

export interface SceneClients {
  readonly voice: Client<typeof voiceService>;
  readonly conversations: Client<typeof conversationsService>;
  readonly tap: WireTap;
}

/** Plays one scene in a conversation of its own, on whatever clock this process has. Rejects when the session does. */
export async function runScene(
  scene: Scene,
  { voice, conversations, tap }: SceneClients,
  { sounds, background }: { sounds: StageOptions['sounds']; background: Float32Array | null },
): Promise<SceneRecord> {
  const { id: conversationId } = await conversations.create({});
  tap.drain();
  const loudspeaker = new Loudspeaker();
  const microphone = new Microphone({ loudspeaker, background, echo: scene.echo, signalToNoise: scene.room.signalToNoise, seed: scene.number });
  const items = voice.talk({ conversationId, pushToTalk: scene.pushToTalk });
  const opened = await items.next();
  if (opened.done || opened.value.kind !== 'opened') throw new Error('The session did not begin with `opened`.');
  const { sessionId } = opened.value;
  const origin = performance.now();
  const now = (): number => performance.now() - origin;
  const window = createWindow(voice, sessionId, loudspeaker, now);
  const stage = createStage({ scene, loudspeaker, microphone, sounds, queuedAt: () => window.queuedAt });
  let isReading = true;
  const reading = (async () => {
    for await (const item of items) window.take(item);
  })().finally(() => (isReading = false));
  reading.catch(() => undefined);

  let isPressed = false;
  let activeAt = 0;
  for (let piece = 0; now() < LONGEST_MS && now() - activeAt < OVER_MS; piece++) {
    await sleep((piece + 1) * PIECE_MS - now());
    if (!isReading) break;
    const time = (piece + 1) * PIECE_MS;
    loudspeaker.renderTo(time);
    stage.moveTo(time);
    if (stage.isPressed && !isPressed) void voice.press({ sessionId });
    const heard = microphone.read(piece * PIECE, (piece + 1) * PIECE);
    window.feed(scene.pushToTalk && !stage.isPressed && !isPressed ? new Int16Array(PIECE) : heard);
    if (!stage.isPressed && isPressed) {
      window.events.push({ at: time, kind: 'released' });
      void window.drained().then(() => voice.release({ sessionId }));
    }
    isPressed = stage.isPressed;
    window.tellPlayed();
    if (!stage.isOver || window.phase !== 'listening' || loudspeaker.leftSeconds > 0) activeAt = time;
  }
  const durationMs = now();
  await window.drained();
  window.leave();
  await items.return?.();
  await reading;
  // A host that is left ends its session a moment later.
  await sleep(LEFT_MS);
  const turns = await storedTurns(conversations, conversationId);
  const marks = tap.drain().map((mark) => ({ ...mark, at: mark.at - origin }));
  return { scene, cues: stage.said, events: window.events.toSorted((a, b) => a.at - b.at), marks, runs: loudspeaker.runs, turns, durationMs };
}

async function storedTurns(conversations: SceneClients['conversations'], id: string): Promise<Turn[]> {
  for (const started = performance.now(); ; await sleep(100)) {
    const { turns } = await conversations.page({ id, limit: 50, at: null });
    const isWritten = turns.every(({ state }) => state !== 'answering');
    if (isWritten || performance.now() - started > STORED_MS) return turns;
  }
}
