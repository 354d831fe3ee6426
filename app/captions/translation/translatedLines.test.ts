import { expect, test } from 'vitest';
import { spokenLine } from '../spokenLine.test-helper.ts';
import { formatCaptions } from '../formatCaptions.ts';
import { parseCaptionsJson } from '../parseCaptionsJson.ts';
import { parseSrt } from '../parseSrt.ts';
import { translatedLines } from './translatedLines.ts';

const recording = { id: 'r', title: 'Talk', source: 'microphone', createdAt: 0, durationMs: 9_000, lines: 2, live: false, keptSound: false, remembered: false } as const;
const lines = [spokenLine('We sail.', { startMs: 1_000, translation: { language: 'de', text: 'Wir segeln.' } }), spokenLine('Now.', { index: 1, startMs: 5_000 })];
const write = (format: 'txt' | 'srt' | 'json'): string => formatCaptions(format, recording, translatedLines(format, lines));

test('subtitles have the translation at the times of the text, plain text has both; a line without one stays', () => {
  expect(parseSrt(write('srt')).map(({ startMs, rows }) => [startMs, rows])).toEqual([[1_000, ['Wir segeln.']], [5_000, ['Now.']]]);
  expect(write('txt')).toBe('We sail.\nWir segeln.\nNow.\n');
  expect(parseCaptionsJson(write('json')).lines.map(({ translation }) => translation?.text)).toEqual(['Wir segeln.', undefined]);
});
