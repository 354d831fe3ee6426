import type { SceneRecord } from '../window/SceneRecord.ts';

/** Everything that happened in a scene, in order, a line each: what was said, what the window was told, what the processes told. */
export function describeTrace({ cues, events, marks, turns }: SceneRecord): string {
  const lines = [
    ...cues.map(({ cue, startMs, endMs, wasHearing }) => ({ at: startMs, text: `> ${JSON.stringify(cue.sound)} until ${endMs.toFixed(0)}${wasHearing ? ', over the answer' : ''}` })),
    ...events.map(({ at, kind, ...more }) => ({ at, text: `  ${kind} ${JSON.stringify(more)}` })),
    ...marks.map(({ at, kind, ...more }) => ({ at, text: `      ${kind} ${JSON.stringify(more)}` })),
  ];
  const told = lines.toSorted((a, b) => a.at - b.at).map(({ at, text }) => `${at.toFixed(0).padStart(7)} ${text}`);
  return [...told, ...turns.map(({ role, state, text }) => `${role} (${state}): ${text}`), ''].join('\n');
}
