import { expect, test } from 'vitest';
import { applyCaptionsEvent } from './applyCaptionsEvent.ts';
import { emptyLog, type CaptionLog } from './CaptionsState.ts';
import { captionLine, captionPhrase } from '../testing/captionParts.test-helper.ts';

const log: CaptionLog = { ...emptyLog('r'), loaded: true, lines: [captionLine(0, 'One.'), captionLine(1, 'Two.')] };

const recording = { id: 'r', title: 'R', source: 'microphone' as const, createdAt: 1, durationMs: 1, lines: 2, live: false, keptSound: false, remembered: false };

test('a line is added at its end, and a changed one takes its place', () => {
  const added = applyCaptionsEvent(log, { kind: 'line', line: captionLine(2, 'Three.') });
  expect(added.lines.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.']);
  const changed = applyCaptionsEvent(added, { kind: 'line', line: { ...captionLine(1, 'Too.'), edited: true } });
  expect(changed.lines.map(({ text }) => text)).toEqual(['One.', 'Too.', 'Three.']);
  expect(changed.lines[0]).toBe(added.lines[0]);
});

test('a phrase that has ended stays until its line is there', () => {
  const spoken = applyCaptionsEvent(log, { kind: 'phrase', phrase: captionPhrase('Three', ' and') });
  expect(spoken.phrase?.tentative[0]?.text).toBe(' and');
  const final = applyCaptionsEvent(spoken, { kind: 'phrase', phrase: { ...captionPhrase('Three.', ''), final: true } });
  const edited = applyCaptionsEvent(final, { kind: 'line', line: captionLine(0, 'Won.') });
  expect(edited.phrase).not.toBeNull();
  expect(applyCaptionsEvent(edited, { kind: 'line', line: captionLine(2, 'Three.') }).phrase).toBeNull();
});

test('a phrase of two sentences gives way line by line', () => {
  const words = [captionPhrase('Three.', '').committed[0]!, { ...captionPhrase(' Four.', '', 12_000).committed[0]! }];
  const final: CaptionLog = { ...log, phrase: { ...captionPhrase('', ''), committed: words, final: true } };
  const first = applyCaptionsEvent(final, { kind: 'line', line: captionLine(2, 'Three.') });
  expect(first.phrase?.committed.map(({ text }) => text)).toEqual([' Four.']);
  expect(applyCaptionsEvent(first, { kind: 'line', line: captionLine(3, 'Four.') }).phrase).toBeNull();
});

test('a phrase of which nothing came goes at once, and so does any when the recording ends', () => {
  const spoken = applyCaptionsEvent(log, { kind: 'phrase', phrase: captionPhrase('', ' hm') });
  expect(applyCaptionsEvent(spoken, { kind: 'phrase', phrase: null }).phrase).toBeNull();
  expect(applyCaptionsEvent(spoken, { kind: 'state', recording, behindMs: 0, correcting: null, notice: null }).phrase).toBeNull();
});

test('a notice stands until there is a newer one', () => {
  const told = applyCaptionsEvent(log, { kind: 'state', recording, behindMs: 700, correcting: null, notice: '2.0 s of sound are missing.' });
  const later = applyCaptionsEvent(told, { kind: 'state', recording, behindMs: 800, correcting: null, notice: null });
  expect(later).toMatchObject({ behindMs: 800, correcting: null, notice: '2.0 s of sound are missing.' });
  expect(applyCaptionsEvent(later, { kind: 'state', recording, behindMs: 800, correcting: null, notice: null })).toBe(later);
});

test('a removed line goes; one that is not there changes nothing', () => {
  expect(applyCaptionsEvent(log, { kind: 'removed', lineId: 'l0' }).lines.map(({ id }) => id)).toEqual(['l1']);
  expect(applyCaptionsEvent(log, { kind: 'removed', lineId: 'l9' })).toBe(log);
});

test('a translation belongs to the live text, or to the corrected one; that of another language takes no corrected one', () => {
  const live = applyCaptionsEvent(log, { kind: 'translation', lineId: 'l0', language: 'de', text: 'Eins.' });
  expect(live.lines[0]?.translation).toEqual({ language: 'de', text: 'Eins.' });
  const both = applyCaptionsEvent(live, { kind: 'translation', lineId: 'l0', language: 'de', text: 'Ein.', corrected: true });
  expect(both.lines[0]?.translation).toEqual({ language: 'de', text: 'Eins.', corrected: 'Ein.' });
  expect(applyCaptionsEvent(both, { kind: 'translation', lineId: 'l0', language: 'fr', text: 'Un.', corrected: true }).lines[0]).toEqual(both.lines[0]);
  expect(applyCaptionsEvent(both, { kind: 'translation', lineId: 'l0', language: 'fr', text: 'Un.' }).lines[0]?.translation).toEqual({ language: 'fr', text: 'Un.' });
});
