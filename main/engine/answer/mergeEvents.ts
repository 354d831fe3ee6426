import type { AnswerEvent } from '../../../app/contract/services/engine.ts';

/** Joins two events that wait for a slow reader: text grows, of everything else the newest counts. */
export function mergeEvents(last: AnswerEvent, next: AnswerEvent): AnswerEvent | undefined {
  if (last.kind === 'text' && next.kind === 'text') return { kind: 'text', text: last.text + next.text };
  if (last.kind === next.kind && next.kind !== 'text') return next;
  return undefined;
}
