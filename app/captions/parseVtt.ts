import { AppError } from '../contract/AppError.ts';
import type { Cue } from './Cue.ts';
import { subtitleBlocks } from './subtitleBlocks.ts';

/** References that WebVTT knows. */
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '', rlm: '' };

const unescape = (text: string): string =>
  text.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_all, name: string) => REFERENCES[name] ?? '');

/**
 * Reads WebVTT: cues with their rows, and the speaker of a first `<v>`; other tags are passed over. Throws `bad-file`
 * for what is no WebVTT, `too-large` beyond the limits.
 */
export function parseVtt(text: string): Cue[] {
  if (!/^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(text)) throw new AppError('bad-file', 'This file is no WebVTT.');
  return subtitleBlocks(text).map(({ startMs, endMs, rows }) => {
    const voice = /^<v(?:\.[^ >]*)? ([^>]*)>/.exec(rows[0] ?? '')?.[1];
    return { startMs, endMs, rows: rows.map(unescape), speaker: voice === undefined ? null : unescape(voice) };
  });
}
