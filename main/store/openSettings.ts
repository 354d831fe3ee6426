import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { describeIssues } from '../../app/contract/describeIssues.ts';
import type { z } from '../../app/contract/zod.ts';
import { Settings, SettingsPatch } from '../../app/settings/Settings.ts';
import { fileError } from './fileError.ts';
import { writeFileAtomic } from './writeFileAtomic.ts';

/** Longest settings file that is read, in bytes. */
const MAX_BYTES = 1024 * 1024;

type Fields = Record<string, unknown>;

export interface SettingsStore {
  get(): Settings;
  /** Changes some settings; the others stay. They are on the disk when this returns. */
  set(patch: SettingsPatch): Promise<Settings>;
  /** Calls `listener` after every change. Returns a function that ends the subscription. */
  onChange(listener: (settings: Settings) => void): () => void;
  /** what the person must be told: the file, or a part of it, could not be read; null most of the time */
  readonly notice: AppError | null;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of the file; null when there is none. */
async function readText(file: string): Promise<string | null> {
  try {
    const bytes = await readFile(file);
    // A file that is too long, or no text, is as unreadable as one that is no JSON.
    return bytes.byteLength > MAX_BYTES ? '' : bytes.toString();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw fileError(error, 'Your settings could not be read', file);
  }
}

function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Reads each setting by itself: one that has become invalid costs itself alone. */
function settingsFrom(fields: Fields): { settings: Settings; invalid: string[] } {
  const schemas: Record<string, z.ZodType> = Settings.shape;
  const valid = Object.entries(schemas).flatMap(([name, schema]) => {
    const read = schema.safeParse(fields[name]);
    return read.success ? [[name, read.data] as const] : [];
  });
  const names = new Set(valid.map(([name]) => name));
  const invalid = Object.keys(schemas).filter((name) => !names.has(name) && name !== 'version');
  return { settings: Settings.parse(Object.fromEntries(valid)), invalid };
}

/**
 * Opens the settings file; a missing one means that everything has its default, and is written by the first change.
 *
 * A file that is no JSON object is moved to `<file>.corrupt-<time>` and defaults are used; settings that are invalid
 * take their defaults after a copy of the file was made under such a name. Both are told by `notice`. What this version
 * does not know is kept, so that going back from a newer version costs nothing.
 */
export async function openSettings(file: string): Promise<SettingsStore> {
  const aside = `${file}.corrupt-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
  const doing = 'Your settings could not be saved';
  const text = await readText(file);
  const read = text === null ? {} : parseObject(text);
  let unknown: Fields = read ?? {};
  let { settings, invalid } = settingsFrom(unknown);
  let notice: AppError | null = null;
  try {
    if (read === null) {
      await rename(file, aside);
      notice = new AppError(
        'bad-file',
        `Your settings were damaged, so the defaults are used. The damaged file is kept as ${aside}.`,
      );
    } else if (invalid.length > 0) {
      await copyFile(file, aside);
      notice = new AppError(
        'bad-file',
        `Some of your settings could not be read and have their defaults: ${invalid.join(', ')}. ` +
          `The file as it was is kept as ${aside}.`,
      );
    }
  } catch (error) {
    throw fileError(error, doing, file);
  }

  const listeners = new Set<(settings: Settings) => void>();
  let saving: Promise<unknown> = Promise.resolve();

  const save = async (patch: SettingsPatch): Promise<Settings> => {
    const next = Settings.parse({ ...settings, ...patch });
    // The version of a newer program stays, so that it does not migrate its own file again.
    const version = typeof unknown.version === 'number' ? Math.max(unknown.version, next.version) : next.version;
    const fields: Fields = { ...unknown, ...next, version };
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFileAtomic(file, `${JSON.stringify(fields, null, 2)}\n`);
    } catch (error) {
      throw fileError(error, doing, file);
    }
    unknown = fields;
    settings = next;
    for (const listener of listeners) listener(next);
    return next;
  };

  return {
    notice,
    get: () => settings,
    async set(patch) {
      const checked = SettingsPatch.safeParse(patch);
      if (!checked.success)
        throw new AppError('bad-request', `This setting is not possible: ${describeIssues(checked.error)}.`);
      const change = Object.fromEntries(Object.entries(checked.data).filter(([, value]) => value !== undefined));
      const mine = saving.catch(() => undefined).then(() => save(change));
      saving = mine;
      return mine;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
