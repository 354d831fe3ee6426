import { expect, test } from 'vitest';
import { AppError } from '../contract/AppError.ts';
import { breakCues } from './breakCues.ts';
import type { CaptionLine } from './CaptionLine.ts';
import { formatCaptions } from './formatCaptions.ts';
import { parseCaptionsJson } from './parseCaptionsJson.ts';
import { parseSrt } from './parseSrt.ts';
import { parseVtt } from './parseVtt.ts';
import type { Recording } from './Recording.ts';
import { spokenLine } from './spokenLine.test-helper.ts';

const recording: Recording = {
  id: 'recording',
  title: 'Monday # 1',
  source: 'microphone',
  createdAt: Date.UTC(2026, 10, 20, 9, 30),
  durationMs: 65_000,
  lines: 2,
  live: false,
  keptSound: false,
  remembered: false,
};
const PLAIN: CaptionLine[] = [
  spokenLine('Good morning, everybody.', { startMs: 1_000, speaker: 'Ada' }),
  spokenLine('We begin with the long list of things that are still to be done before we sail, and then we sail.', { index: 1, startMs: 3_661_500 }),
];
const HOSTILE = [
  '<script>alert(1)</script> & <v Mallory>me</v> &lt; {\\an8}',
  '00:00:01.000 --> 00:00:09.000 NOTE STYLE WEBVTT',
  'a\n\n2\n00:00:01,000 --> 00:00:02,000\nforged',
  '# not *a* [heading](javascript:alert(1)) ![x](y) `z` | ~ $1$',
  '\u202eleft to right\u0000\u0007',
];
const hostile = HOSTILE.map((text, index) => spokenLine(text, { index, startMs: index * 10_000, speaker: '<b>Eve</b> & --> co\nx' }));

test('plain text has a row for each line', () => {
  expect(formatCaptions('txt', recording, PLAIN)).toBe(`Ada: Good morning, everybody.\n${PLAIN.at(1)?.text}\n`);
});

test('SubRip and WebVTT are what players expect', () => {
  expect(formatCaptions('srt', recording, PLAIN.slice(0, 1))).toBe('1\n00:00:01,000 --> 00:00:02,000\nAda: Good morning, everybody.\n');
  expect(formatCaptions('vtt', recording, PLAIN.slice(0, 1))).toBe(
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ada>Good morning, everybody.\n',
  );
  expect(formatCaptions('srt', recording, PLAIN)).toContain('\n2\n01:01:01,500 --> ');
});

test('a name before what is said is no reason for a longer row', () => {
  const text = 'So the question is not how much a model can hold, but what it should let go of, and who decides that in the end.';
  const lines = ['Ada', 'Professor Augusta Ada King, Countess of Lovelace', ''].map((speaker, index) => spokenLine(text, { index, startMs: index * 20_000, speaker }));
  const edited = lines.map((line) => ({ ...line, words: [], edited: true }));
  for (const all of [lines, edited]) {
    const cues = parseSrt(formatCaptions('srt', recording, all));
    for (const { rows, startMs, endMs } of cues) {
      expect(rows.length).toBeLessThanOrEqual(2);
      for (const row of rows) expect(row.length).toBeLessThanOrEqual(42);
      expect(endMs - startMs).toBeLessThanOrEqual(6_000);
    }
    const words = (from: number, to: number): string => cues.filter(({ startMs }) => startMs >= from && startMs < to).flatMap(({ rows }) => rows).join(' ');
    expect(words(0, 20_000)).toBe(`Ada: ${text}`);
    expect(words(20_000, 40_000)).toBe(`Professor Augusta Ada King, Countess of Lovelace: ${text}`);
    expect(words(40_000, 60_000)).toBe(text);
  }
});

test('Markdown has times and speakers', () => {
  const text = formatCaptions('md', recording, PLAIN);
  expect(text).toContain('# Monday \\# 1\n\n2026-11-20 09:30 UTC, 00:01:05\n');
  expect(text).toContain('* `00:00:01` **Ada:** Good morning, everybody.\n');
});

test('what was written is read back: times, rows, speakers', () => {
  const cues = breakCues(PLAIN);
  expect(parseVtt(formatCaptions('vtt', recording, PLAIN))).toEqual(cues);
  const withoutSpeakers = PLAIN.map((line) => ({ ...line, speaker: null }));
  expect(parseSrt(formatCaptions('srt', recording, withoutSpeakers))).toEqual(breakCues(withoutSpeakers));
  const file = parseCaptionsJson(formatCaptions('json', recording, PLAIN));
  expect(file.lines.map((line) => ({ ...line, recordingId: 'recording' }))).toEqual(PLAIN);
});

test('whatever is said stays text: no cue, tag, speaker or mark is forged', () => {
  const squeezed = (text: string): string => text.replace(/[\s\p{Cc}\u202e]+/gu, '');
  const read = parseVtt(formatCaptions('vtt', recording, hostile));
  expect(read).toHaveLength(breakCues(hostile).length);
  expect(squeezed(read.flatMap(({ rows }) => rows).join(''))).toBe(squeezed(HOSTILE.join('')));
  expect(new Set(read.map(({ speaker }) => speaker))).toEqual(new Set(['<b>Eve</b> & --> co x']));

  const srt = formatCaptions('srt', recording, hostile);
  const numbers = srt.split('\n\n').map((block) => Number(block.split('\n')[0]));
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(parseSrt(srt)).toHaveLength(numbers.length);
  // Each begins with its speaker, as one can be written there.
  expect(parseSrt(srt).filter(({ rows }) => rows[0]?.startsWith('‹b>Eve‹/b> & → co x:'))).toHaveLength(hostile.length);
  expect(srt).not.toMatch(/<[a-z/]|\{\\/i);
  for (const row of srt.split('\n').filter((row) => row.includes('-->'))) expect(row).toMatch(/^[\d:,]+ --> [\d:,]+$/);

  const markdown = formatCaptions('md', recording, hostile);
  expect(markdown.trimEnd().split('\n')).toHaveLength(4 + hostile.length);
  expect(markdown.split('\n').slice(4).join('').replace(/\\[\\`*_[\]<>#|~&!$]/g, '')).not.toMatch(/[<>[\]#!&$]|\*a\*/u);
  expect(formatCaptions('txt', recording, hostile).split('\n')).toHaveLength(hostile.length + 1);
});

test('files that are none of these are refused with a sentence', () => {
  expect(() => parseVtt('1\n00:00:01,000 --> 00:00:02,000\nx\n')).toThrow(AppError);
  expect(() => parseCaptionsJson('{"format":"headwater-captions","version":2}')).toThrow('no export of captions');
  expect(() => parseCaptionsJson('{')).toThrow('damaged');
  expect(parseSrt('no times here\n\n1\nbad --> times\ntext\n')).toEqual([]);
});
