import { seededRandom } from '../../../../app/testing/seededRandom.test-helper.ts';
import type { Room } from '../../speech/inRoom.ts';
import type { Noise } from '../sound/noises.ts';
import type { Speaker } from '../sound/Speaker.ts';
import { sayings } from './sayings.ts';
import { SCENE_KINDS, type Cue, type Echo, type Scene, type SceneKind } from './Scene.ts';

const speakers: readonly Speaker[] = [
  { kind: 'piper', speed: 1, pitch: 1 },
  { kind: 'piper', speed: 1, pitch: 0.87 },
  { kind: 'piper', speed: 1.15, pitch: 1.14 },
  { kind: 'piper', speed: 0.85, pitch: 1.05 },
  { kind: 'espeak', voice: 'en-gb', speed: 1, pitch: 1.2 },
];
const rooms: readonly Room[] = [
  { reverberation: 0, signalToNoise: 40 },
  { reverberation: 0.3, signalToNoise: 30 },
  { reverberation: 0.2, signalToNoise: 20 },
];
const noises: readonly Noise[] = ['cough', 'clap', 'door', 'keys', 'throat'];
/** What is left of the assistant's own sound in the microphone, after cancellation that is settled, late, weak, or off. */
const echoes: readonly (readonly [string, Echo])[] = [
  ['settled', { first: -55, firstSeconds: 0, later: -55 }],
  ['late by 1.5 s', { first: -11, firstSeconds: 1.5, later: -55 }],
  ['late by 1.5 s, loud', { first: -3, firstSeconds: 1.5, later: -45 }],
  ['weak', { first: -25, firstSeconds: 0, later: -25 }],
  ['weak and late', { first: -11, firstSeconds: 1.5, later: -25 }],
  ['none', { first: -6, firstSeconds: 0, later: -6 }],
];
const PAUSES = [0.4, 0.7, 1, 1.3, 1.6, 1.9, 2.2, 2.5];

/** How many scenes there are of each kind, of a hundred. */
export const SHARES: Readonly<Record<SceneKind, number>> = {
  question: 10,
  pause: 12,
  'goes on': 8,
  backchannel: 12,
  noise: 12,
  interruption: 14,
  'last words': 6,
  silence: 4,
  echo: 10,
  television: 6,
  'push to talk': 6,
};

/** What a scene of its kind is made of, the `index`-th of them. */
type Made = Pick<Scene, 'detail' | 'cues' | 'expected'> & Partial<Pick<Scene, 'echo' | 'television' | 'pushToTalk' | 'room'>>;
type Dice = ReturnType<typeof diceOf>;

const makers: Readonly<Record<SceneKind, (index: number, dice: Dice) => Made>> = {
  question: (index, dice) => ({
    detail: index === 9 ? 'recorded' : 'one sentence',
    // The last of ten is a recording of a person, where there is one: a statement to be answered.
    cues: [index === 9 ? said({ recording: 'sense-0890.wav' }) : dice.question()],
    expected: { turns: 1, isCut: false },
  }),
  pause: (index, dice) => {
    const [begin, rest] = sayings.halves[index % sayings.halves.length]!;
    const seconds = PAUSES[(3 * index) % PAUSES.length]!;
    return {
      detail: `${seconds} s in mid-sentence`,
      cues: [said({ text: begin }, dice.between(0.5, 1)), { after: 'said', seconds, sound: { text: rest }, intent: 'goes on' }],
      expected: { turns: 1, isCut: false },
    };
  },
  'goes on': (index, dice) => {
    const isHeard = index % 2 === 0;
    const seconds = isHeard ? dice.between(0.3, 1) : dice.between(1, 1.6);
    const addition: Cue = { after: isHeard ? 'answer' : 'said', seconds, sound: { text: dice.pick(sayings.additions) }, intent: 'interruption' };
    return { detail: isHeard ? 'after the answer began' : 'a little after the question', cues: [dice.question(), addition], expected: { turns: 2, isCut: true } };
  },
  backchannel: (index, dice) => {
    const text = sayings.backchannels[index % sayings.backchannels.length]!;
    const aside: Cue = { after: 'answer', seconds: dice.between(1.8, 4), sound: { text }, intent: 'aside' };
    return { detail: text, cues: [dice.question(), aside], expected: { turns: 1, isCut: false } };
  },
  noise: (index, dice) => {
    const noise = noises[index % noises.length]!;
    const isOver = index % 3 !== 2;
    const aside: Cue = isOver
      ? { after: 'answer', seconds: dice.between(1.8, 4), sound: { noise }, intent: 'aside' }
      : { after: 'said', seconds: dice.between(0.3, 0.6), sound: { noise }, intent: 'aside' };
    return { detail: `${noise} ${isOver ? 'over the answer' : 'after the question'}`, cues: [dice.question(), aside], expected: { turns: 1, isCut: false } };
  },
  interruption: (index, dice) => {
    const text = index % 3 === 0 ? dice.pick(sayings.commands) : sayings.corrections[index % sayings.corrections.length]!;
    const cue: Cue = { after: 'answer', seconds: dice.between(1, 4), sound: { text }, intent: 'interruption' };
    return { detail: text, cues: [dice.question(), cue], expected: { turns: 2, isCut: true } };
  },
  'last words': (_, dice) => {
    const seconds = dice.between(0.2, 0.8);
    const cue: Cue = { after: 'last words', seconds, sound: { text: dice.pick(sayings.questions) }, intent: 'turn' };
    return { detail: `${seconds.toFixed(1)} s before the end`, cues: [dice.question(), cue], expected: { turns: 2, isCut: false } };
  },
  silence: (index) => ({
    detail: index < 2 ? 'nobody' : 'a noise now and then',
    cues: index < 2 ? [] : [said({ noise: noises[index % noises.length]! }), { after: 'said', seconds: 3, sound: { noise: 'door' }, intent: 'aside' }].map((cue) => ({ ...cue, intent: 'aside' }) as Cue),
    room: rooms[index % rooms.length]!,
    expected: { turns: 0, isCut: false },
  }),
  echo: (index, dice) => {
    const [name, echo] = echoes[index % echoes.length]!;
    const isInterrupted = index >= echoes.length;
    const cue: Cue = { after: 'answer', seconds: dice.between(2, 4), sound: { text: dice.pick(sayings.corrections) }, intent: 'interruption' };
    return {
      detail: `cancellation ${name}${isInterrupted ? ', and somebody interrupts' : ''}`,
      echo,
      cues: [dice.question(), ...(isInterrupted ? [cue] : [])],
      expected: { turns: isInterrupted ? 2 : 1, isCut: isInterrupted },
    };
  },
  television: (index, dice) => {
    const level = [-30, -25, -20][index % 3]!;
    return { detail: `${level} dB`, television: level, cues: [dice.question()], expected: { turns: 1, isCut: false } };
  },
  'push to talk': (index, dice) => {
    const [begin, rest] = sayings.halves[index % sayings.halves.length]!;
    const pause: readonly Cue[] = [said({ text: begin }), { after: 'said', seconds: 1.5, sound: { text: rest }, intent: 'goes on' }];
    const cut: readonly Cue[] = [dice.question(), { after: 'answer', seconds: dice.between(1, 3), sound: { text: dice.pick(sayings.corrections) }, intent: 'interruption' }];
    const isCut = index % 2 === 1;
    return { detail: isCut ? 'pressed over the answer' : 'a pause while it is held', pushToTalk: true, cues: isCut ? cut : pause, expected: { turns: isCut ? 2 : 1, isCut } };
  },
};

/** The scenes of a seed, by kind; of `count` scenes every kind has its share. The same seed gives the same scenes. */
export function createScenes(seed: number, count = 100): Scene[] {
  const random = seededRandom(seed);
  return SCENE_KINDS.flatMap((kind) => Array.from({ length: Math.ceil((SHARES[kind] * count) / 100) }, (_, index) => ({ kind, index }))).map(
    ({ kind, index }, number) => {
      const dice = diceOf(random);
      const common = { echo: null, television: null, pushToTalk: false, speaker: dice.pick(speakers), room: dice.pick(rooms) };
      return { number, kind, ...common, ...makers[kind](index, dice) };
    },
  );
}

function said(sound: Cue['sound'], seconds = 0.6): Cue {
  return { after: 'start', seconds, sound, intent: 'turn' };
}

function diceOf(random: () => number) {
  const between = (low: number, high: number): number => Math.round(1_000 * (low + random() * (high - low))) / 1_000;
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
  return { between, pick, question: (): Cue => said({ text: pick(sayings.questions) }, between(0.5, 1)) };
}
