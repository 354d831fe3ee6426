import type { TokenTable } from './readTokenTable.ts';

/** Languages that recognisers of these kinds are made for, as folders name them. */
const CODES = new Set('ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ka ko lt lv ms nl no pl pt ro ru sk sl sr sv sw ta te th tr uk ur vi yue zh'.split(' '));

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
];

/**
 * What a recogniser writes down, as far as it can be told: the codes in the name of its folder, where it has any (models
 * of this kind say it nowhere else), else what the script of its symbols says; empty when neither does.
 */
export function languagesOf(name: string, { symbols }: TokenTable): string[] {
  const named = name.toLowerCase().split(/[^a-z]+/).filter((part) => CODES.has(part));
  if (named.length > 0) return [...new Set(named)];
  const written = [...symbols.values()].join('');
  const found = SCRIPTS.find(([script]) => script.test(written));
  return found ? [found[1]] : [];
}
