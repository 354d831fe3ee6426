import { mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from '../../../app/contract/zod.ts';
import { bertVersion } from '../../../native-models/families/bert/bertVersion.ts';
import { llamaVersion } from '../../../native-models/families/llama/llamaVersion.ts';
import { piperVersion } from '../../../native-models/families/piper/piperVersion.ts';
import { whisperVersion } from '../../../native-models/families/whisper/whisperVersion.ts';
import { writeFileAtomic } from '../../store/writeFileAtomic.ts';

const MAX_RECORDS = 100;
/** Files of a model folder beyond which it is none. */
const MAX_FILES = 10_000;

const Record = z.object({
  /** what was compiled: `catalog:<sha256>`, or the path of a file or folder */
  source: z.string().max(4_200),
  /** sizes and times of its files; empty for what the catalog names by content */
  stamp: z.string().max(2_000_000),
  /** name of the compiled folder */
  directory: z.string().regex(/^[0-9a-f]{64}$/),
});
type Record = z.infer<typeof Record>;
const Records = z.array(Record).max(MAX_RECORDS);

/** What the `model.json` of every kind of compiled model says. */
const Compiled = z.object({ format: z.literal(1), family: z.string(), familyVersion: z.number() });

/** The version of each family's compiler: what an older one wrote is compiled anew. */
const familyVersions: Readonly<{ [family: string]: number }> = {
  llama: llamaVersion,
  bert: bertVersion,
  whisper: whisperVersion,
  piper: piperVersion,
};

/**
 * Remembers which compiled folder belongs to which source (`models/prepared.json`), so that a start needs neither the
 * weights file nor the network. The list is a shortcut only: without it, the compiler finds its folders by content.
 */
export class PreparedModels {
  readonly #folder: string;

  constructor(modelsFolder: string) {
    this.#folder = modelsFolder;
  }

  get #file(): string {
    return join(this.#folder, 'prepared.json');
  }

  /** The compiled folder of `source`, when there is one of the present version and the source was not changed. */
  async find(source: string): Promise<string | null> {
    const record = (await this.#read()).find((entry) => entry.source === source);
    if (!record || record.stamp !== (await stampOf(source))) return null;
    const directory = join(this.#folder, record.directory);
    const model = await readFile(join(directory, 'model.json'), 'utf8')
      .then((text) => Compiled.parse(JSON.parse(text)))
      .catch(() => null);
    return model && model.familyVersion === familyVersions[model.family] ? directory : null;
  }

  /** Notes that `directory` was compiled from `source`, and removes what was compiled from it before. */
  async add(source: string, directory: string): Promise<void> {
    const record: Record = { source, stamp: (await stampOf(source)) ?? '', directory: basename(directory) };
    const records = await this.#read();
    const others = records.filter((entry) => entry.source !== source).slice(-(MAX_RECORDS - 1));
    await this.#write([...others, record]);
    const kept = new Set([...others, record].map((entry) => entry.directory));
    for (const old of records) {
      if (!kept.has(old.directory)) await rm(join(this.#folder, old.directory), { recursive: true, force: true });
    }
  }

  async #read(): Promise<Record[]> {
    return readFile(this.#file, 'utf8')
      .then((text) => Records.parse(JSON.parse(text)))
      .catch(() => []);
  }

  async #write(records: readonly Record[]): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true });
    await writeFileAtomic(this.#file, JSON.stringify(records, null, 2));
  }
}

/** Tells whether a source is still the one it was: null when it is gone. */
async function stampOf(source: string): Promise<string | null> {
  if (source.startsWith('catalog:')) return '';
  const found = await stat(source).catch(() => null);
  if (!found) return null;
  if (!found.isDirectory()) return `${found.size} ${found.mtimeMs}`;
  const names = (await readdir(source)).toSorted().slice(0, MAX_FILES);
  const stamps = names.map(async (name) => {
    const file = await stat(join(source, name)).catch(() => null);
    return `${name} ${file?.size} ${file?.mtimeMs}`;
  });
  return (await Promise.all(stamps)).join('\n');
}
