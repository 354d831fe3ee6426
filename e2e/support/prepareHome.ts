import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultModelDirectory, defaultModelFile } from '../model/defaultModel.ts';

/** Greedy, so that a failing run can be repeated; the welcome page has a test of its own. */
const SETTINGS = {
  sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1.1, seed: 1, stop: [] },
  welcomed: true,
};

export interface Home {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A fresh home folder in which the default model is installed already (the test cache's copy, linked). Null when the
 * default model cannot be had; that was said on a loud line.
 */
export async function prepareHome(settings: object = {}): Promise<Home | null> {
  const file = await defaultModelFile();
  const model = await defaultModelDirectory('fast');
  if (!file || !model) return null;
  const path = await mkdtemp(join(tmpdir(), 'headwater-e2e-'));
  await symlink(dirname(model), join(path, 'models'));
  await mkdir(join(path, 'downloads'), { recursive: true });
  await symlink(file, join(path, 'downloads', 'SmolLM2-135M-Instruct.Q4_1.gguf'));
  await writeFile(join(path, 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
