import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import { installSpeech } from '../../../native-models/speech/installSpeech.ts';
import { madeSound } from '../../hearing/spectrogram/madeSound.test-helper.ts';
import { writeTinyTurn } from '../../hearing/turn/tinyTurn.test-helper.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import type { Child, Spawn } from '../../supervise/Spawn.ts';
import { createTurnModel, type TurnModel } from './createTurnModel.ts';

let home: string;
let chosen: string | null;
let listeners: Set<() => void>;
let children: Child[];
let turn: TurnModel;

const spawn: Spawn = (entry, options) => {
  const child = forkSpawn(entry, options);
  children.push(child);
  return child;
};
const info = { id: '0'.repeat(64), name: 'tiny', kind: 'turn', family: 'smart-turn', bytes: 1, licence: null, speakers: 0, missing: null } as const;
const model: SpeechModel = { ...info, languages: [], speakerNames: [] };

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'headwater-turn-'));
  chosen = null;
  listeners = new Set();
  children = [];
  turn = createTurnModel({
    home,
    spawn,
    installed: {
      chosen: async () => (chosen === null ? null : { model, directory: chosen, pronunciation: null }),
      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  });
});
afterEach(async () => {
  await turn.close();
  rmSync(home, { recursive: true });
});

async function choose(source: string, options: Parameters<typeof writeTinyTurn>[1] = {}): Promise<void> {
  await writeTinyTurn(join(home, source), options);
  chosen = await installSpeech(join(home, source), join(home, 'models'));
  for (const listener of listeners) listener();
}
const sound = (seconds: number) => new Uint8Array(Int16Array.from(madeSound(seconds), (sample) => Math.round(32_767 * sample)).buffer);
const judged = (seconds: number): Promise<number | null> => turn.turnComplete(sound(seconds)).catch(() => null);

test('tells what the model says of the last eight seconds, and nothing without a model', async () => {
  await expect(turn.turnComplete(sound(1))).rejects.toMatchObject({ code: 'no-model' });
  expect(children).toEqual([]);
  await choose('one');
  await expect.poll(() => judged(3)).not.toBeNull();
  // Computed with transformers' WhisperFeatureExtractor and numpy; the samples here have 16 bits.
  expect(await turn.turnComplete(sound(3))).toBeCloseTo(0.19504, 2);
  expect(await turn.turnComplete(sound(10))).toBeCloseTo(0.97501, 2);
  expect(await judged(0)).not.toBeNull();
  expect(children).toHaveLength(1);
  chosen = null;
  for (const listener of listeners) listener();
  await expect(turn.turnComplete(sound(3))).rejects.toMatchObject({ code: 'no-model' });
});

test('a crash costs no answer but that one, and the process is started again', async () => {
  await choose('one');
  await expect.poll(() => judged(3)).not.toBeNull();
  children[0]?.kill();
  await expect.poll(() => judged(3)).not.toBeNull();
  expect(children).toHaveLength(2);
});

test('a model that gives no probabilities is told, and silence decides', async () => {
  await choose('odd', { sigmoid: false });
  await expect.poll(() => turn.turnComplete(sound(3)).catch((error: unknown) => (error as Error).message)).toContain('where a probability is wanted');
});

test('a graph of other sizes is not installed', async () => {
  await expect(choose('small', { frames: 400 })).rejects.toMatchObject({ code: 'unsupported' });
});
