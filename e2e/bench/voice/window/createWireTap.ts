import type { PacedMessage } from '../time/createPacer.ts';
import type { Mark } from './Mark.ts';

const SAMPLES_PER_MS = 16;

interface Asked {
  readonly method: string;
  readonly number: number;
}

interface WireMessage {
  readonly t: string;
  readonly id: number;
  readonly service?: string;
  readonly method?: string;
  readonly value?: unknown;
}

/** Reads along between the host and its processes of sound and language. */
export interface WireTap {
  readonly take: (message: PacedMessage) => void;
  /** What was told so far, in order; it is forgotten here. */
  drain(): Mark[];
}

export function createWireTap(): WireTap {
  let marks: Mark[] = [];
  let count = 0;
  const asked = new Map<string, Asked>();
  /** by sound: speech that goes on */
  const speaking = new Set<string>();

  const takeRequest = (child: number, { t, id, service, method }: WireMessage, at: number): void => {
    if (t !== 'call' && t !== 'open') return;
    const name = `${service}.${method}`;
    asked.set(`${child} ${id}`, { method: name, number: ++count });
    if (name === 'engine.answer') marks.push({ kind: 'asked', at, number: count });
    if (name === 'speech.speak') marks.push({ kind: 'say', at });
  };
  const takeAnswer = (child: number, { id, value }: WireMessage, at: number): void => {
    const stream = asked.get(`${child} ${id}`);
    if (stream?.method === 'speech.hear') takeActivity(String(child), value as { speech: { from: number; to: number | null }[] }, at);
    if (stream?.method === 'hearing.phrases') {
      const { committed, tentative, final } = value as { committed: { text: string }[]; tentative: { text: string }[]; final: boolean };
      const text = [...committed, ...tentative].map((word) => word.text).join('').trim();
      marks.push({ kind: 'words', at, text, isFinal: final });
    }
    if (stream?.method === 'speech.speak') marks.push({ kind: 'sound', at });
    if (stream?.method === 'engine.answer') {
      const event = value as { kind: string; done?: number; total?: number; text?: string };
      const { number } = stream;
      if (event.kind === 'reading' && event.done === event.total) marks.push({ kind: 'read', at, number });
      if (event.kind === 'text' && event.text !== undefined) marks.push({ kind: 'text', at, number, text: event.text });
    }
  };
  const takeActivity = (sound: string, { speech }: { speech: { from: number; to: number | null }[] }, at: number): void => {
    for (const { from, to } of speech) {
      if (!speaking.has(sound)) marks.push({ kind: 'voice began', at, soundMs: from / SAMPLES_PER_MS });
      if (to === null) speaking.add(sound);
      else {
        speaking.delete(sound);
        marks.push({ kind: 'voice stopped', at, soundMs: to / SAMPLES_PER_MS });
      }
    }
  };
  return {
    take({ child, direction, message, at }) {
      const wire = message as WireMessage;
      if (direction === 'to') return takeRequest(child, wire, at);
      if (wire.t === 'item' || wire.t === 'result') takeAnswer(child, wire, at);
      if (wire.t !== 'item') asked.delete(`${child} ${wire.id}`);
    },
    drain() {
      const told = marks.toSorted((a, b) => a.at - b.at);
      marks = [];
      speaking.clear();
      return told;
    },
  };
}
