import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { proseFromReadmes } from './proseFromReadmes.ts';

const SENTENCE = 'This package reads one file after another and joins what it finds into a single long string of text';

describe('proseFromReadmes', () => {
  let folder: string;

  async function checkout(packages: Record<string, { readme?: string; optional?: boolean; os?: string[] }>): Promise<void> {
    for (const [name, { readme }] of Object.entries(packages)) {
      await mkdir(join(folder, 'node_modules', name), { recursive: true });
      if (readme !== undefined) await writeFile(join(folder, 'node_modules', name, 'README.md'), readme);
    }
    const entries = Object.entries(packages).map(([name, { optional, os }]) => [`node_modules/${name}`, { optional, os }]);
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...Object.fromEntries(entries) } }));
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headwater-prose-'));
    vi.stubEnv('HEADWATER_PROSE', undefined);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it('keeps the order of the lock file and only paragraphs that are prose', async () => {
    await checkout({
      b: { readme: `# b\n\n![badge](x)\n\n${SENTENCE}\nover two lines, with a [link](https://example.org).\r\n\r\n\`\`\`js\nRun(${SENTENCE}.)\n\`\`\`\n` },
      a: { readme: `| option | ${SENTENCE} |\n\nShort one.\n\nIn a, ${SENTENCE}!` },
    });
    expect(await proseFromReadmes(folder)).toBe(`${SENTENCE} over two lines, with a link.\n\nIn a, ${SENTENCE}!`);
  });

  it('skips what only some platforms install, repeated paragraphs, and packages without a README', async () => {
    await checkout({
      a: { readme: `${SENTENCE}.` },
      b: { readme: `${SENTENCE}.` },
      c: {},
      d: { readme: `On one platform ${SENTENCE}.`, os: ['linux'] },
      e: { readme: `Optionally ${SENTENCE}.`, optional: true },
    });
    expect(await proseFromReadmes(folder)).toBe(`${SENTENCE}.`);
  });

  it('reads the named file instead, when there is one', async () => {
    await writeFile(join(folder, 'book.txt'), 'Call me Ishmael.');
    vi.stubEnv('HEADWATER_PROSE', join(folder, 'book.txt'));
    expect(await proseFromReadmes(folder)).toBe('Call me Ishmael.');
  });
});
