import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Settings } from '../../app/settings/Settings.ts';
import { openSettings } from './openSettings.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';
import { withoutRights } from './testing/withoutRights.ts';

const defaults = Settings.parse({});
const fileIn = (folder: string): string => join(folder, 'home', 'settings.json');

test('without a file everything has its default, and nothing is written before a change', async () => {
  const folder = temporaryFolder();
  const settings = await openSettings(fileIn(folder));
  expect(settings.get()).toEqual(defaults);
  expect(settings.notice).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('changes are on the disk when set returns, and told to whoever listens', async () => {
  const file = fileIn(temporaryFolder());
  const settings = await openSettings(file);
  const heard: string[] = [];
  const stop = settings.onChange(({ theme }) => heard.push(theme));
  expect(await settings.set({ theme: 'dark' })).toEqual({ ...defaults, theme: 'dark' });
  expect((await openSettings(file)).get().theme).toBe('dark');
  stop();
  await settings.set({ theme: 'light', maxAnswerTokens: 99 });
  expect(heard).toEqual(['dark']);
  expect((await openSettings(file)).get()).toEqual({ ...defaults, theme: 'light', maxAnswerTokens: 99 });
});

test('changes made at once are all kept', async () => {
  const file = fileIn(temporaryFolder());
  const settings = await openSettings(file);
  await Promise.all([settings.set({ theme: 'dark' }), settings.set({ threads: 3 }), settings.set({ welcomed: true })]);
  expect((await openSettings(file)).get()).toEqual({ ...defaults, theme: 'dark', threads: 3, welcomed: true });
});

test('an impossible value is refused and changes nothing', async () => {
  const file = fileIn(temporaryFolder());
  const settings = await openSettings(file);
  await expect(settings.set({ contextSlots: 3 })).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringMatching(/contextSlots/),
  });
  expect(settings.get()).toEqual(defaults);
});

test.each([
  ['no JSON', '{"theme": "da'],
  ['an empty file', ''],
  ['no object', '[1, 2]'],
  ['null', 'null'],
  ['binary', '\0\xff\xfe'],
  ['too long', JSON.stringify({ theme: 'dark', more: 'x'.repeat(2_000_000) })],
])('%s is moved aside, told of, and defaults are used', async (_, text) => {
  const folder = temporaryFolder();
  const file = fileIn(folder);
  mkdirSync(join(folder, 'home'));
  writeFileSync(file, text);
  const settings = await openSettings(file);
  expect(settings.get()).toEqual(defaults);
  const [aside] = readdirSync(join(folder, 'home'));
  expect(aside).toMatch(/^settings\.json\.corrupt-/);
  expect(readFileSync(join(folder, 'home', aside!), 'utf8')).toBe(text);
  expect(settings.notice).toMatchObject({ code: 'bad-file', message: expect.stringContaining(aside!) });
  await settings.set({ theme: 'dark' });
  expect((await openSettings(file)).notice).toBeNull();
});

test('one invalid setting costs itself alone, and the file is copied first', async () => {
  const folder = temporaryFolder();
  const file = fileIn(folder);
  mkdirSync(join(folder, 'home'));
  const text = JSON.stringify({ version: 1, theme: 'purple', threads: 4, sampling: { temperature: 99 } });
  writeFileSync(file, text);
  const settings = await openSettings(file);
  expect(settings.get()).toEqual({ ...defaults, threads: 4 });
  expect(settings.notice?.message).toMatch(/theme, sampling/);
  const aside = readdirSync(join(folder, 'home')).find((name) => name.includes('corrupt'));
  expect(readFileSync(join(folder, 'home', aside!), 'utf8')).toBe(text);
});

test('what a newer version knows is kept', async () => {
  const folder = temporaryFolder();
  const file = fileIn(folder);
  mkdirSync(join(folder, 'home'));
  writeFileSync(file, JSON.stringify({ version: 3, theme: 'dark', voice: { rate: 2 } }));
  const settings = await openSettings(file);
  expect(settings.notice).toBeNull();
  expect(settings.get()).toEqual({ ...defaults, theme: 'dark' });
  await settings.set({ threads: 2 });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    version: 3,
    theme: 'dark',
    threads: 2,
    voice: { rate: 2 },
  });
});

test('without the right to write, it says so and keeps what is', async () => {
  const folder = temporaryFolder();
  const file = fileIn(folder);
  const settings = await openSettings(file);
  mkdirSync(join(folder, 'home'), { mode: 0o555 });
  await withoutRights(async () => {
    await expect(settings.set({ theme: 'dark' })).rejects.toMatchObject({
      code: 'no-permission',
      message: expect.stringContaining(file),
    });
  });
  expect(settings.get()).toEqual(defaults);
});
