import type { SpeechFolder } from './SpeechFolder.ts';

/** A page that describes a model and is longer than this is not read. */
const MAX_BYTES = 1 << 20;

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/Apache License\s+Version 2\.0/i, 'Apache-2.0'],
  [/MIT License|Permission is hereby granted, free of charge/i, 'MIT'],
  [/Attribution-NonCommercial[- ]ShareAlike 4\.0/i, 'CC-BY-NC-SA-4.0'],
  [/Attribution-NonCommercial 4\.0/i, 'CC-BY-NC-4.0'],
  [/Attribution-ShareAlike 4\.0/i, 'CC-BY-SA-4.0'],
  [/Attribution 4\.0 International/i, 'CC-BY-4.0'],
  [/CC0 1\.0 Universal/i, 'CC0-1.0'],
  [/BigScience Open RAIL-M|OpenRAIL-M/i, 'OpenRAIL-M'],
  [/Redistribution and use in source and binary forms/i, 'BSD'],
  [/GNU GENERAL PUBLIC LICENSE\s+Version 3/i, 'GPL-3.0'],
];

/**
 * The licence that a model's own files tell: the front matter of its card (`license:`), else what the text of a licence
 * file is; null when none does. Of a card that points elsewhere (`license: other`) nothing is told.
 */
export async function licenceOf(folder: SpeechFolder): Promise<string | null> {
  const read = (name: string) => folder.sizeOf(name) > MAX_BYTES ? Promise.resolve('') : folder.text(name).catch(() => '');
  for (const name of folder.files.filter((file) => /^(?:README|MODEL_CARD)(?:\.md)?$/i.test(file))) {
    const text = await read(name);
    const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
    const named = /^license:[ \t]*["']?([\w.+-]{1,60})/im.exec(front)?.[1] ?? /^[*\- ]*License:[ \t]*\**[ \t]*([\w.+ -]{1,60})\s*$/im.exec(text)?.[1]?.trim();
    if (named && !/^(?:other|unknown|see)\b/i.test(named)) return named;
  }
  for (const name of folder.files.filter((file) => /^(?:LICEN[CS]E|COPYING)(?:\.\w+)?$/i.test(file))) {
    const text = await read(name);
    const known = TEXTS.find(([pattern]) => pattern.test(text));
    if (known) return known[1];
  }
  return null;
}
