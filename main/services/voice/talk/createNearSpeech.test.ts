import { expect, it } from 'vitest';
import type { HeardStretch } from '../../captions/hearSound.ts';
import { createLoudness } from './createLoudness.ts';
import { createNearSpeech } from './createNearSpeech.ts';

const RATE = 16_000;
const PIECE = 512;
/** A loud voice, one that is 20 dB quieter, one between the two, and none. */
const LEVELS = { P: 0.1, t: 0.01, s: 0.03, _: 0 };

/**
 * What is told of a sound, in seconds; a letter is a quarter of a second. Voice activity hears whatever is no `_`, and
 * tells each stretch until a piece after its end. By the second: how loud the person is known to be, and whether an answer is heard.
 */
function told(sound: string, person: (second: number) => number | null = () => null, isAnswer: (second: number) => boolean = () => false): string[] {
  const loudness = createLoudness();
  const near = createNearSpeech(loudness);
  const letterAt = (sample: number) => (sound[Math.floor((4 * sample) / RATE)] ?? '_') as keyof typeof LEVELS;
  const open = new Map<number, number | null>();
  let began: number | null = null;
  for (let at = 0; at < (sound.length * RATE) / 4; at += PIECE) {
    const samples = Int16Array.from({ length: PIECE }, (_, index) => 32_768 * LEVELS[letterAt(at + index)] * Math.sin((at + index) / 5));
    loudness.push(at, new Uint8Array(samples.buffer));
    const isSpeech = letterAt(at) !== '_';
    const wasSpeech = began !== null;
    if (isSpeech) began ??= at;
    const speech: HeardStretch[] = began !== null && (isSpeech || wasSpeech) ? [{ from: began, to: isSpeech ? null : at }] : [];
    if (!isSpeech) began = null;
    for (const { from, to } of near.hear(at + PIECE, speech, { person: person(at / RATE), isAnswer: isAnswer(at / RATE) })) open.set(from, to);
  }
  const seconds = (sample: number | null) => (sample === null ? '' : (sample / RATE).toFixed(1));
  return [...open].map(([from, to]) => `${seconds(from)}-${seconds(to)}`);
}
const known = () => -23;

it('passes speech on as it is while nobody is known to be louder', () => {
  expect(told('_PPPP____tttt__tt____')).toEqual(['0.3-1.3', '2.3-3.3', '3.8-4.3']);
  expect(told('tttttttt')).toEqual(['0.0-']);
});

it('ends the speech of a person behind whom a television goes on, and begins it when they are heard again', () => {
  // The last quarter of a second that is loud ends with a piece behind the last loud sample.
  expect(told('PPPPPPPPtttttttt', known)).toEqual(['0.0-2.3']);
  expect(told('PPPPPPPPttttttttPPPPPPPP___', known)).toEqual(['0.0-2.3', '3.6-6.0']);
});

it('does not hear a television that begins after them, or goes on while nobody asks how loud they were', () => {
  expect(told('PPPPPPPP____tttt____tttttttt___', (second) => (second < 2 ? -23 : null))).toEqual(['0.0-2.0']);
});

it('hears whoever speaks after three seconds without any voice, however quiet', () => {
  expect(told('PPPPPPPP_____________tttttttt___', (second) => (second < 2 ? -23 : null))).toEqual(['0.0-2.0', '5.3-7.3']);
});

it('does not take the louder moments of a television for a person, but whoever is louder from the beginning', () => {
  expect(told('PPPPPPPPttttttttsssstttt', known)).toEqual(['0.0-2.3']);
  expect(told('PPPPPPPP____ssss____', (second) => (second < 2 ? -23 : null))).toEqual(['0.0-2.0', '3.0-4.0']);
});

it('over an answer takes nothing anew for far, but what was far when it began is still', () => {
  const first = (second: number) => (second < 2 ? -23 : null);
  const later = (second: number) => second >= 3;
  expect(told('PPPPPPPP____tttt____tttttttt___', first, later)).toEqual(['0.0-2.0', '3.0-4.0', '5.0-7.0']);
  expect(told('PPPPPPPPtttttttttttttttttttPPPP___', first, later)).toEqual(['0.0-2.3', '6.4-7.8']);
});

it('leaves a person their weak moments, and a voice that is only somewhat quieter', () => {
  expect(told('PPPPtPPPtPPP___', known)).toEqual(['0.0-3.0']);
  expect(told('PPPPssssssss___', known)).toEqual(['0.0-3.0']);
});
