import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../../app/contract/zod.ts';

const Lock = z.object({
  packages: z.record(z.string(), z.object({ optional: z.boolean().optional(), os: z.unknown().optional(), cpu: z.unknown().optional() })),
});

/** Paragraphs that are not sentences: headings, lists of links, badges, tables, options. */
const PROSE = /^[A-Z][^|<>{}`[\]]{80,}[.!?:]$/;

/**
 * English prose that every checkout has after `npm ci`, the same everywhere: the sentences of the README files of the
 * packages in package-lock.json, in its order, without those that only some platforms install. A paragraph that
 * stands in several READMEs is taken once. `HEADWATER_PROSE` names a text file to read instead.
 *
 * @param repository the folder of package-lock.json
 */
export async function proseFromReadmes(repository: string): Promise<string> {
  const own = process.env['HEADWATER_PROSE'];
  if (own !== undefined) return readFile(own, 'utf8');

  const lock = Lock.parse(JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')));
  const paragraphs = new Set<string>();
  for (const [folder, entry] of Object.entries(lock.packages)) {
    if (folder === '' || entry.optional === true || entry.os !== undefined || entry.cpu !== undefined) continue;
    for (const paragraph of proseOf(await readmeOf(join(repository, folder)))) paragraphs.add(paragraph);
  }
  return [...paragraphs].join('\n\n');
}

/** The paragraphs of a README that read as prose, links replaced by their text, each on one line. */
function proseOf(markdown: string): string[] {
  return markdown
    .replaceAll('\r\n', '\n')
    .replaceAll(/^(```|~~~)[\s\S]*?^\1.*$/gm, '')
    .replaceAll(/!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])/g, '')
    .replaceAll(/\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replaceAll(/[`*]/g, '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replaceAll(/\s+/g, ' '))
    .filter((paragraph) => PROSE.test(paragraph));
}

async function readmeOf(folder: string): Promise<string> {
  const files = (await readdir(folder).catch(() => [])).toSorted((a, b) => (a < b ? -1 : 1));
  const name = files.find((file) => /^readme\.(md|markdown)$/i.test(file));
  return name === undefined ? '' : readFile(join(folder, name), 'utf8');
}
