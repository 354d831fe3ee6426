import { describe, expect, it } from 'vitest';
import { createVoiceState } from './createVoiceState.ts';
import { nextVoiceState } from './nextVoiceState.ts';
import type { VoiceEffect } from './VoiceEffect.ts';
import type { VoiceEvent } from './VoiceEvent.ts';
import { voiceTimer } from './voiceTimer.ts';

/** What happens at a time (milliseconds), and what is done about it, in words; `-> phase` at the end. */
type Line = readonly [at: number, event: string, expected: string];

const PHASES = ['stopped', 'listening', 'thinking', 'speaking', 'ducking', 'halted'];

/** `voice`, `quiet` and `key` events; `0: words` tentative and `0= words` final words of phrase 0; `heard 12 "words"`; `~-40` at the end of words: so loud; `?0.2`: so sure. */
function eventOf(at: number, text: string): VoiceEvent {
  const words = /^(\d)([:=]) ?(.*)$/.exec(text);
  if (words) {
    const [, said = '', loudness, confidence] = /^(.*?)(?: ~(\S+))?(?: \?(\S+))?$/.exec(words[3] ?? '') ?? [];
    const final = words[2] === '=';
    const stable = final ? said.length : said.lastIndexOf('/') + 1 || 0;
    return { kind: 'words', at, phrase: Number(words[1]), text: said, stable, final, loudness: numberOr(loudness), confidence: numberOr(confidence) };
  }
  const heard = /^heard (\d+)(?: "(.*)")?$/.exec(text);
  if (heard) return { kind: 'playback', at, heardTo: Number(heard[1]), saying: heard[2] ?? '' };
  const complete = /^complete (.*)$/.exec(text);
  if (complete) return { kind: 'turn-complete', at, probability: Number(complete[1]) };
  // Voice activity notices speech a moment after it began, and silence after 200 ms.
  if (text === 'voice') return { kind: 'speech-start', at, from: at - 100 };
  if (text === 'quiet') return { kind: 'speech-stop', at, to: at - 200 };
  return { kind: text as 'tick', at };
}

const numberOr = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function shown(effect: VoiceEffect): string {
  if ('text' in effect) return `${effect.kind}(${effect.text})`;
  return 'heardTo' in effect ? `${effect.kind}(${effect.heardTo})` : effect.kind;
}

/** Plays a scene; ticks come by themselves when the timer wants them. Returns what was done, line by line. */
function play(lines: readonly Line[], until: number): string[] {
  let state = createVoiceState();
  let now = 0;
  const done: string[] = [];
  const send = (event: VoiceEvent): string => {
    const step = nextVoiceState(state, event);
    state = step.state;
    expect(PHASES).toContain(state.phase);
    return [...step.effects.map(shown), `-> ${state.phase}`].join(' ');
  };
  const wait = (end: number): void => {
    for (let wake = voiceTimer(state, now); wake !== null && wake < end; wake = voiceTimer(state, now)) {
      now = wake;
      const result = send({ kind: 'tick', at: wake });
      // A tick that does nothing is no part of the scene.
      if (!result.startsWith('->')) done.push(`${wake} tick ${result}`);
    }
    now = end;
  };
  send({ kind: 'start', at: 0 });
  for (const [at, text] of lines) {
    wait(at);
    done.push(`${at} ${text} ${send(eventOf(at, text))}`);
  }
  wait(until);
  return done;
}

function expectScene(lines: readonly Line[]): void {
  const expected = lines.map(([at, event, result]) => `${at} ${event} ${result}`);
  // Expected ticks are written as lines of their own, which are not sent.
  expect(play(lines.filter(([, event]) => event !== 'tick'), (lines.at(-1)?.[0] ?? 0) + 1)).toEqual(expected);
}

/** A question that is answered; the answer plays since 3,000. */
const ASKED: readonly Line[] = [
  [100, 'voice', '-> listening'],
  [1_200, 'quiet', '-> listening'],
  [1_500, '0= What is rain?', 'speculate(What is rain?) -> listening'],
  [1_800, 'tick', 'commit(What is rain?) -> thinking'],
  [3_000, 'answer-ready', 'play -> speaking'],
];

const scenes: Readonly<Record<string, readonly Line[]>> = {
  'a question, and its answer to the end': [
    ...ASKED,
    [4_000, 'heard 20', '-> speaking'],
    [9_000, 'playback-end', 'finished -> listening'],
  ],
  'thinking while listening: clauses are read ahead, the answer is begun when the voice stops': [
    [100, 'voice', '-> listening'],
    [900, '0: If it rains, we', '-> listening'],
    [1_200, '0: If it rains, /we stay', 'prefill(If it rains,) -> listening'],
    [1_500, '0: If it rains, /we stay at', '-> listening'],
    [2_000, 'quiet', 'speculate(If it rains, /we stay at) -> listening'],
    [2_300, '0= If it rains, we stay at home.', 'discard speculate(If it rains, we stay at home.) -> listening'],
    [2_600, 'tick', 'commit(If it rains, we stay at home.) -> thinking'],
  ],
  'the same words, written better, keep the answer': [
    [100, 'voice', '-> listening'],
    [800, '0: what is rain', '-> listening'],
    [1_000, 'quiet', 'speculate(what is rain) -> listening'],
    [1_200, '0= What is rain?', '-> listening'],
    [1_600, 'tick', 'commit(What is rain?) -> thinking'],
  ],
  'a slow talker: the answer is thrown away when they go on, the sentence is one message': [
    [100, 'voice', '-> listening'],
    [1_000, 'quiet', '-> listening'],
    [1_300, '0= I would like to', 'speculate(I would like to) -> listening'],
    [2_500, 'voice', 'discard prefill(I would like to) -> listening'],
    [3_500, 'quiet', 'speculate(I would like to) -> listening'],
    [3_900, '1= know the time.', 'discard speculate(I would like to know the time.) -> listening'],
    [4_100, 'tick', 'commit(I would like to know the time.) -> thinking'],
  ],
  'an unfinished sentence waits three seconds': [
    [100, 'voice', '-> listening'],
    [1_000, 'quiet', '-> listening'],
    [1_200, '0= and then the', 'speculate(and then the) -> listening'],
    [3_800, 'tick', 'commit(and then the) -> thinking'],
    [5_000, 'answer-ready', 'play -> speaking'],
  ],
  'so does one that recognition closed behind a word which no sentence ends with': [
    [100, 'voice', '-> listening'],
    [1_000, 'quiet', '-> listening'],
    [1_200, '0= What is the best way to?', 'speculate(What is the best way to?) -> listening'],
    [3_000, 'voice', 'discard prefill(What is the best way to?) -> listening'],
    [4_000, 'quiet', 'speculate(What is the best way to?) -> listening'],
    [4_300, '1= learn a language?', 'discard speculate(What is the best way to? learn a language?) -> listening'],
    [4_600, 'tick', 'commit(What is the best way to? learn a language?) -> thinking'],
  ],
  'an end-of-turn model ends it at once; one that is not sure changes nothing': [
    [100, 'voice', '-> listening'],
    [1_000, 'quiet', '-> listening'],
    [1_020, 'complete 0.2', '-> listening'],
    [1_100, '0= and then the', 'speculate(and then the) -> listening'],
    [1_150, 'complete 0.9', 'commit(and then the) -> thinking'],
  ],
  'a turn that is complete waits for its last words': [
    [100, 'voice', '-> listening'],
    [900, '0: what is', '-> listening'],
    [1_000, 'quiet', 'speculate(what is) -> listening'],
    [1_020, 'complete 0.9', '-> listening'],
    [1_500, '0= What is rain', 'discard commit(What is rain) -> thinking'],
  ],
  'a cough is forgotten': [
    [100, 'voice', '-> listening'],
    [400, 'quiet', '-> listening'],
    [900, '0=', '-> listening'],
    [9_000, 'voice', '-> listening'],
  ],
  'no more than three answers are begun in one turn': [
    [100, 'voice', '-> listening'],
    [900, 'quiet', '-> listening'],
    [1_000, '0= a', 'speculate(a) -> listening'],
    [1_100, 'voice', 'discard prefill(a) -> listening'],
    [1_400, 'quiet', 'speculate(a) -> listening'],
    [1_500, '1= b', 'discard speculate(a b) -> listening'],
    [1_600, 'voice', 'discard prefill(a b) -> listening'],
    [2_000, 'quiet', '-> listening'],
    [2_100, '2= c.', '-> listening'],
    [2_600, 'tick', 'commit(a b c.) -> thinking'],
  ],
  'going on after the end of the turn takes the message back': [
    ...ASKED.slice(0, 4),
    [2_000, 'voice', '-> thinking'],
    [2_500, '1: and snow', 'retract prefill(What is rain?) -> listening'],
    [2_600, 'answer-ready', '-> listening'],
    [3_000, 'quiet', 'speculate(What is rain? and snow) -> listening'],
    [3_300, '1= and snow?', '-> listening'],
    [3_600, 'tick', 'commit(What is rain? and snow?) -> thinking'],
  ],
  'a cough while it thinks only holds the answer back': [
    ...ASKED.slice(0, 4),
    [2_800, 'voice', '-> thinking'],
    [3_000, 'answer-ready', '-> thinking'],
    [3_300, 'quiet', 'play -> speaking'],
    [3_600, '1=', '-> speaking'],
  ],
  'words that come after a message was given without them': [
    [100, 'voice', '-> listening'],
    [900, '0: how is', '-> listening'],
    [1_000, 'quiet', 'speculate(how is) -> listening'],
    [3_800, 'tick', 'commit(how is) -> thinking'],
    [4_000, '0= how is the weather', 'retract commit(how is the weather) -> thinking'],
  ],
  'no answer': [...ASKED.slice(0, 4), [2_500, 'answer-failed', '-> listening']],
  'an interruption: quieter at once, silent with the first words, history ends where it was heard': [
    ...ASKED,
    [5_000, 'heard 42', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [5_400, '1: no I', '-> ducking'],
    [5_500, 'heard 48', '-> ducking'],
    [5_600, 'tick', 'silence interrupt -> listening'],
    [6_500, 'quiet', 'speculate(no I) -> listening'],
    [6_900, '1= No, I mean snow.', 'discard speculate(No, I mean snow.) -> listening'],
    [7_100, 'tick', 'commit(No, I mean snow.) -> thinking'],
  ],
  'a word of command needs no half second, though it is recognised late': [
    ...ASKED,
    [5_000, 'heard 42', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [5_600, 'quiet', 'unduck -> speaking'],
    [6_000, '1= Stop!', 'silence interrupt speculate(Stop!) -> listening'],
    [6_200, 'tick', 'commit(Stop!) -> thinking'],
  ],
  'a backchannel is listened to and forgotten': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [5_500, '1: mm-hm', '-> ducking'],
    [6_000, 'quiet', 'unduck -> speaking'],
    [6_400, '1= Mm-hm, yeah.', '-> speaking'],
    [7_000, 'voice', 'duck -> ducking'],
    [7_400, 'quiet', 'unduck -> speaking'],
    [9_000, 'playback-end', 'finished -> listening'],
  ],
  'a hum that is first guessed to be words is waited for': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [6_000, '1: No, ?0.11', '-> ducking'],
    [6_700, '1: No, no ?0.13', '-> ducking'],
    [6_900, 'quiet', 'unduck -> speaking'],
    [7_100, '1= MMAMAMAMAM OK. ?0.14', '-> speaking'],
    [8_200, 'voice', 'duck -> ducking'],
    [8_900, '2: And the ?0.6', '-> ducking'],
    [9_000, 'quiet', 'unduck -> speaking'],
    [9_300, '2= And the mission. ?0.35', '-> speaking'],
  ],
  'words that recognition doubts stop it when it becomes sure, a word alone when it is less so, and a command at once': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [6_000, '1: Why ?0.2', '-> ducking'],
    [6_500, 'quiet', 'unduck -> speaking'],
    [6_900, '1= Why? ?0.3', 'silence interrupt speculate(Why?) -> listening'],
    [7_100, 'tick', 'commit(Why?) -> thinking'],
    [8_000, 'answer-ready', 'play -> speaking'],
    [10_200, 'voice', 'duck -> ducking'],
    [11_000, '2: and more ?0.3', '-> ducking'],
    [11_700, '2: and rain ?0.4', 'silence interrupt -> listening'],
    [12_100, 'quiet', 'speculate(and rain) -> listening'],
    [12_500, '2= and rain.', '-> listening'],
    [12_700, 'tick', 'commit(and rain.) -> thinking'],
    [13_000, 'answer-ready', 'play -> speaking'],
    [15_200, 'voice', 'duck -> ducking'],
    [15_900, '3: stop ?0.1', 'silence interrupt -> listening'],
  ],
  'a person whom recognition doubts, and who makes short pauses, silences it within three seconds, and interrupts it in the end': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [6_200, '1: tell me ?0.2', '-> ducking'],
    [6_600, 'quiet', 'unduck -> speaking'],
    [6_800, 'voice', 'duck -> ducking'],
    [7_400, '1: tell me all about ?0.2', '-> ducking'],
    [7_800, 'quiet', 'unduck -> speaking'],
    [8_000, 'voice', 'duck -> ducking'],
    [8_100, 'tick', 'silence -> halted'],
    [9_400, 'quiet', '-> halted'],
    [9_800, '1= Tell me all about snow. ?0.2', 'interrupt speculate(Tell me all about snow.) -> listening'],
  ],
  'a cough over the answer': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [5_700, 'quiet', 'unduck -> speaking'],
    [6_000, '1=', '-> speaking'],
  ],
  'a backchannel that becomes a question': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [5_500, '1: yeah', '-> ducking'],
    [6_100, '1: yeah but why', 'silence interrupt -> listening'],
  ],
  'the echo of its own words does not interrupt it': [
    ...ASKED,
    [5_100, 'heard 42 "rain falls from the clouds"', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [6_000, '1: falls from the', 'unduck -> speaking'],
    [6_300, 'quiet', '-> speaking'],
  ],
  'nor does it in other words and another order, nor begin a turn when it is over': [
    ...ASKED,
    [5_100, 'heard 42 "the bicycle stays upright because it rolls"', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [6_000, '1: It is the bicycle', 'unduck -> speaking'],
    [6_100, 'playback-end', 'finished -> listening'],
    [6_300, 'quiet', '-> listening'],
    [6_900, '1= It is the bicycle.', '-> listening'],
    [7_000, '2= it rolls upright', '-> listening'],
    [11_000, 'voice', '-> listening'],
    [11_900, 'quiet', '-> listening'],
    [12_200, '3= Upright?', 'speculate(Upright?) -> listening'],
    [12_500, 'tick', 'commit(Upright?) -> thinking'],
  ],
  'music, in which voice activity hears a voice and nobody any word: a ready answer waits for it three seconds and no longer': [
    ...ASKED.slice(0, -1),
    [2_000, 'voice', '-> thinking'],
    [3_000, 'answer-ready', '-> thinking'],
    [4_900, 'tick', 'play -> speaking'],
    [5_000, 'heard 4', '-> speaking'],
  ],
  'a television is far quieter than the person, and stops nothing': [
    [100, 'voice', '-> listening'],
    [1_200, 'quiet', '-> listening'],
    [1_500, '0= What is rain? ~-20', 'speculate(What is rain?) -> listening'],
    [1_800, 'tick', 'commit(What is rain?) -> thinking'],
    [2_000, 'voice', '-> thinking'],
    [2_600, '1: and now the news ~-45', '-> thinking'],
    [3_000, 'answer-ready', 'play -> speaking'],
    [5_000, 'quiet', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [6_200, '2: of the day from London ~-45', 'unduck -> speaking'],
    [9_200, '2: of the day from London and the weather ~-44', '-> speaking'],
    [10_000, '2: of the day from London and the weather no please stop ~-22', 'silence interrupt -> listening'],
  ],
  'who stops for a moment over the answer is heard on, though recognition makes one phrase of it': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [5_500, '1: mm-hm', '-> ducking'],
    [5_700, 'quiet', 'unduck -> speaking'],
    [5_900, 'voice', 'duck -> ducking'],
    [6_600, '1: mm-hm but what about snow', 'silence interrupt -> listening'],
  ],
  'a television that goes on for longer than a phrase never silences the answer': [
    [100, 'voice', '-> listening'],
    [1_200, 'quiet', '-> listening'],
    [1_500, '0= What is rain? ~-20', 'speculate(What is rain?) -> listening'],
    [1_800, 'tick', 'commit(What is rain?) -> thinking'],
    [3_000, 'answer-ready', 'play -> speaking'],
    [5_000, 'voice', 'duck -> ducking'],
    [5_700, '1: and now ~-45', 'unduck -> speaking'],
    [5_800, 'quiet', '-> speaking'],
    [5_900, 'voice', 'duck -> ducking'],
    [6_300, 'tick', 'unduck -> speaking'],
    [6_500, '1: and now the news ~-45', '-> speaking'],
    [9_900, '1: and now the news from London ~-45', '-> speaking'],
  ],
  'nor does a television begin a turn where the answer ends in its midst': [
    [100, 'voice', '-> listening'],
    [1_200, 'quiet', '-> listening'],
    [1_500, '0= What is rain? ~-20', 'speculate(What is rain?) -> listening'],
    [1_800, 'tick', 'commit(What is rain?) -> thinking'],
    [3_000, 'answer-ready', 'play -> speaking'],
    [5_000, 'heard 20 "rain falls"', '-> speaking'],
    [5_100, 'voice', 'duck -> ducking'],
    [5_800, '1: and now ~-45', 'unduck -> speaking'],
    [6_000, 'heard 30 "rain falls"', '-> speaking'],
    [6_100, 'playback-end', 'finished -> listening'],
    [12_000, '1: and now the news from London ~-45', '-> listening'],
    [12_200, 'quiet', '-> listening'],
    [12_500, '1= and now the news from London. ~-45', '-> listening'],
    [20_000, 'voice', '-> listening'],
    [21_000, 'quiet', '-> listening'],
    [21_300, '2= And snow? ~-21', 'speculate(And snow?) -> listening'],
    [21_600, 'tick', 'commit(And snow?) -> thinking'],
  ],
  'somebody whose loudness is unknown is listened to': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [6_200, '1: what about snow ~-70', 'silence interrupt -> listening'],
  ],
  'nor does one that is not cancelled at all silence it, however long; who speaks into it does': [
    ...ASKED,
    [5_100, 'heard 42 "rain falls from the clouds"', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [6_000, '1: rain falls', 'unduck -> speaking'],
    [8_000, 'heard 52 "rain falls from the clouds above us and so it goes"', '-> speaking'],
    [8_900, '1: rain falls from the clouds above', '-> speaking'],
    [9_200, '1: rain falls from the clouds above found', '-> speaking'],
    [9_900, '1: rain falls from the clouds above no what about snow', 'silence interrupt -> listening'],
  ],
  'where it came back once, one word that it is misheard as is not enough': [
    ...ASKED,
    [5_100, 'heard 42 "rain falls from the clouds above the hills"', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [6_000, '1: rain falls', 'unduck -> speaking'],
    [6_100, 'quiet', '-> speaking'],
    [6_300, '1= Rain falls.', '-> speaking'],
    [7_000, 'voice', 'duck -> ducking'],
    [7_800, '2: Maybe', '-> ducking'],
    [8_200, '2: Maybe snow', 'silence interrupt -> listening'],
  ],
  'in the first moments one word is not enough': [
    ...ASKED,
    [3_300, 'voice', 'duck -> ducking'],
    [4_000, '1: clouds', '-> ducking'],
    [4_200, '1: clouds and', '-> ducking'],
    [4_900, '1: clouds and snow', 'silence interrupt -> listening'],
  ],
  'a false interruption: silenced over three seconds of noise, it goes on after two': [
    ...ASKED,
    [5_000, 'heard 42', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [8_100, 'tick', 'silence -> halted'],
    [8_500, 'quiet', '-> halted'],
    [8_600, '1=', '-> halted'],
    [10_100, 'tick', 'resume(42) -> speaking'],
    [15_000, 'playback-end', 'finished -> listening'],
  ],
  'noise that goes on: it waits until it is over': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [8_100, 'tick', 'silence -> halted'],
    [12_000, 'quiet', 'resume(0) -> speaking'],
  ],
  'words that come after it was silenced': [
    ...ASKED,
    [5_000, 'heard 42', '-> speaking'],
    [5_200, 'voice', 'duck -> ducking'],
    [8_100, 'tick', 'silence -> halted'],
    [8_900, '1: what about snow', 'interrupt -> listening'],
  ],
  'who speaks over the last words begins their turn': [
    ...ASKED,
    [5_200, 'voice', 'duck -> ducking'],
    [5_400, 'playback-end', 'finished -> listening'],
    [6_000, 'quiet', '-> listening'],
    [6_300, '1= And snow?', 'speculate(And snow?) -> listening'],
    [6_600, 'tick', 'commit(And snow?) -> thinking'],
  ],
  'late words of the question before do not belong to the next one': [
    ...ASKED,
    [3_100, '0= What is rain??', '-> speaking'],
    [9_000, 'playback-end', 'finished -> listening'],
    [9_100, '0= What is rain?', '-> listening'],
  ],
  'push to talk: letting go ends the turn with its last words': [
    [100, 'press', '-> listening'],
    [1_500, 'release', '-> listening'],
    [1_900, '0= what is rain', 'commit(what is rain) -> thinking'],
    [3_000, 'answer-ready', 'play -> speaking'],
    [4_000, 'heard 12', '-> speaking'],
    [4_100, 'press', 'silence interrupt -> listening'],
    [5_000, 'release', '-> listening'],
    [5_200, '1= And snow', 'commit(And snow) -> thinking'],
    [5_300, 'press', 'retract prefill(And snow) -> listening'],
    [5_500, 'quiet', '-> listening'],
    [5_600, 'voice', '-> listening'],
    [6_000, 'release', 'commit(And snow) -> thinking'],
  ],
  'stopped while it speaks, and started again': [
    ...ASKED,
    [4_000, 'heard 12', '-> speaking'],
    [4_100, 'stop', 'silence leave -> stopped'],
    [4_200, 'voice', '-> stopped'],
    [4_300, 'playback-end', '-> stopped'],
    [5_000, 'start', '-> listening'],
    [5_100, '0= What is rain?', '-> listening'],
    [5_200, 'voice', '-> listening'],
  ],
  'stopped while an answer is being written': [...ASKED.slice(0, 4), [2_000, 'stop', 'leave -> stopped']],
  'stopped while one was begun in case': [...ASKED.slice(0, 3), [1_600, 'stop', 'discard -> stopped']],
};

describe('a voice conversation', () => {
  it.each(Object.entries(scenes))('%s', (_, lines) => expectScene(lines));

  it('comes to no impossible state, whatever happens in whatever order', () => {
    const events = ['voice', 'quiet', '0: a', '1: stop', '1= yes', '2= no, that is it.', 'heard 5', 'answer-ready', 'answer-failed', 'playback-end', 'press', 'release', 'stop', 'start', 'complete 0.9', 'tick'];
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 400; round++) {
      let state = createVoiceState();
      let audible = false;
      let speculating = false;
      for (let at = 0; at < 20_000; at += 1 + random(900)) {
        const step = nextVoiceState(state, eventOf(at, events[random(events.length)] ?? 'tick'));
        for (const { kind } of step.effects) {
          // Nothing is heard unasked, silenced twice, thrown away that was not begun.
          if (kind === 'play' || kind === 'resume') expect(audible).toBe(false);
          if (kind === 'duck' || kind === 'unduck' || kind === 'silence' || kind === 'finished') expect(audible).toBe(true);
          if (kind === 'speculate') expect(speculating).toBe(false);
          audible = kind === 'play' || kind === 'resume' || (audible && !['silence', 'finished', 'interrupt', 'leave'].includes(kind));
          speculating = kind === 'speculate' || (speculating && !['discard', 'commit'].includes(kind));
        }
        state = step.state;
        expect(audible).toBe(state.phase === 'speaking' || state.phase === 'ducking');
        const wake = voiceTimer(state, at);
        if (wake !== null) expect(wake).toBeGreaterThan(at);
      }
    }
  });
});
