import { expect, it } from 'vitest';
import type { Turn } from '../../../../app/conversation/Turn.ts';
import type { Cue, Scene } from '../scenes/Scene.ts';
import type { Mark } from '../window/Mark.ts';
import type { SaidCue, SceneRecord, WindowEvent } from '../window/SceneRecord.ts';
import { judgeScene } from './judgeScene.ts';

const said = (intent: Cue['intent'], startMs: number, endMs: number, wasHearing = false): SaidCue => ({
  cue: { after: 'start', seconds: 0, sound: { text: 'x' }, intent },
  startMs,
  endMs,
  wasHearing,
  pressedAt: null,
});
const turn = (id: string, role: Turn['role'], text: string, state: Turn['state'] = 'complete') => ({ id, role, text, state }) as Turn;
const TURNS = [turn('q', 'user', 'What is rain?'), turn('a', 'assistant', 'Rain is water.')];
const ASKED: WindowEvent[] = [
  { at: 2_900, kind: 'turn', turnId: 'q' },
  { at: 2_900, kind: 'turn', turnId: 'a' },
  { at: 3_500, kind: 'play', run: 1 },
  { at: 3_520, kind: 'audible', run: 1 },
];
const MARKS: Mark[] = [
  { at: 2_300, kind: 'voice stopped', soundMs: 2_050 },
  { at: 2_400, kind: 'asked', number: 1 },
  { at: 2_500, kind: 'words', text: 'What is rain?', isFinal: true },
  { at: 2_600, kind: 'read', number: 1 },
  { at: 2_700, kind: 'text', number: 1, text: 'Rain is' },
  { at: 2_710, kind: 'text', number: 1, text: ' water.' },
  { at: 2_750, kind: 'say', number: 1 } as unknown as Mark,
  { at: 3_000, kind: 'sound', number: 1 } as unknown as Mark,
];

function judge(changed: Partial<SceneRecord>, cues = 1) {
  const scene = { number: 1, kind: 'question', detail: '', cues: Array.from({ length: cues }), expected: { turns: 1, isCut: false } } as unknown as Scene;
  const record = { scene, cues: [said('turn', 1_000, 2_000)], events: ASKED, marks: MARKS, runs: new Map(), turns: TURNS, durationMs: 20_000 };
  return judgeScene({ ...record, ...changed }, async () => []);
}

it('tells how long a reply took, with its parts', async () => {
  const judged = await judge({});
  expect(judged).toMatchObject({ isIncomplete: false, messages: ['What is rain?'], expectedMessages: 1, answers: 1, falseCuts: 0, missed: 0, bargeIns: [] });
  expect(judged.replies).toEqual([
    { voiceStopped: 300, wordsFinal: 500, turnEnded: 900, asked: 400, promptRead: 600, firstToken: 700, chunkWritten: 750, chunkSpoken: 1_000, heard: 1_520 },
  ]);
});

it('tells a cut that was meant from one that was not, and from one that was missed', async () => {
  const silence: WindowEvent[] = [...ASKED, { at: 5_000, kind: 'duck' }, { at: 5_500, kind: 'silence', silentAt: 5_525 }];
  const cut = [TURNS[0]!, turn('a', 'assistant', 'Rain', 'interrupted')];
  const interruption = said('interruption', 4_800, 6_000, true);
  const meant = await judge({ events: silence, cues: [said('turn', 1_000, 2_000), interruption], turns: cut }, 2);
  expect(meant).toMatchObject({ falseCuts: 0, missed: 0, bargeIns: [{ toSilence: 725, fromDecision: 25, isOver: false }] });
  expect(meant.bargeIns[0]?.toDuck).toBeCloseTo(222.7, 1);
  expect(await judge({ events: silence, cues: [said('turn', 1_000, 2_000), said('aside', 4_800, 5_200, true)] }, 2)).toMatchObject({ falseCuts: 1 });
  const missed = { cues: [said('turn', 1_000, 2_000), interruption] };
  expect(await judge(missed, 2)).toMatchObject({ missed: 1, falseCuts: 0 });
  expect(await judge({ ...missed, events: [...ASKED, { at: 5_000, kind: 'ended', run: 1 }] }, 2)).toMatchObject({ missed: 0 });
  const resumed: WindowEvent[] = [...silence, { at: 8_000, kind: 'play', run: 2 }];
  expect(await judge({ events: resumed })).toMatchObject({ falseCuts: 0, falseAlarms: 1, answers: 1 });
});

it('tells an answer that came before a turn was over, and counts what was taken back as no turn', async () => {
  const cues = [said('turn', 1_000, 2_000), said('goes on', 3_300, 4_500)];
  expect(await judge({ cues }, 2)).toMatchObject({ premature: 1, pauses: 1 });
  expect(await judge({ cues: [cues[0]!, said('goes on', 2_500, 3_400)] }, 2)).toMatchObject({ premature: 0 });
  expect(await judge({ cues: [cues[0]!] }, 2)).toMatchObject({ isIncomplete: true });
  expect(await judge({ cues: [cues[0]!, said('interruption', 2_500, 3_000)] }, 2)).toMatchObject({ expectedMessages: 0 });
});
