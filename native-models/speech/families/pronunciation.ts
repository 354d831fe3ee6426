import { open } from 'node:fs/promises';
import { refusedFile } from '../../formats/refusedFile.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { SpeechFolder } from '../SpeechFolder.ts';

/** What the phonemiser reads for every language. */
const NEEDED = ['phontab', 'phonindex', 'phondata', 'intonations'];
/** The first four bytes of phondata as the phonemiser wants them (1.48.1); over any others it ends the process. */
const VERSION = 0x014801;
/** A file that says how a language is pronounced has a few hundred bytes. */
const MAX_LANGUAGE_BYTES = 64 << 10;

/** espeak-ng's data: how words are pronounced, for the voices that are told phonemes. */
export const pronunciation: SpeechFamily = {
  family: 'espeak-ng',
  version: 1,
  about: 'espeak-ng’s pronunciation data',
  async detect(folder) {
    if (!folder.has('phontab') || !folder.has('phondata')) return null;
    for (const name of NEEDED) if (folder.sizeOf(name) === 0) throw refusedFile('bad-file', name, 'it is missing or empty');
    await checkVersion(folder.pathOf('phondata'));
    const kept = folder.files.filter((name) => NEEDED.includes(name) || /^[a-z]{2,4}_dict$/.test(name) || /^lang\/[\w/-]+$/.test(name));
    const languages = await languagesOf(folder);
    if (languages.length === 0) throw refusedFile('unsupported', 'lang', 'it has no language whose dictionary is there');
    return {
      name: 'espeak-ng pronunciation',
      kind: 'pronunciation',
      languages,
      files: Object.fromEntries(kept.map((name) => [name, { from: name }])),
      options: {},
    };
  },
};

async function checkVersion(file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 4 && buffer.readUInt32LE() === VERSION) return;
  } finally {
    await handle.close();
  }
  throw refusedFile('unsupported', file, 'it is of another version of espeak-ng (wanted is that of 1.49 to 1.52)');
}

/** The codes of the languages that can be pronounced: those named in `lang`, where their dictionary is there. */
async function languagesOf(folder: SpeechFolder): Promise<string[]> {
  const codes = new Set<string>();
  for (const name of folder.files.filter((file) => /^lang\/[\w/-]+$/.test(file))) {
    if (folder.sizeOf(name) > MAX_LANGUAGE_BYTES) continue;
    const text = await folder.text(name);
    const named = [...text.matchAll(/^language[ \t]+([\w-]{2,40})/gm)].map(([, code = '']) => code.toLowerCase());
    const dictionary = /^dictionary[ \t]+(\w{2,8})/m.exec(text)?.[1] ?? named[0]?.split('-')[0];
    if (folder.has(`${dictionary}_dict`)) for (const code of named) codes.add(code);
  }
  return [...codes].toSorted();
}
