import type { AnswerEvent, EngineTurn } from '../../../app/contract/services/engine.ts';
import type { Sampling } from '../../../app/models/Sampling.ts';
import { createEngine } from '../createEngine.ts';

type Engine = ReturnType<typeof createEngine>;
export type Answer = Parameters<Engine['answer']>[0];

/** An answer read to its end. */
export interface Collected {
  readonly text: string;
  readonly end: Extract<AnswerEvent, { kind: 'end' }>;
  readonly events: readonly AnswerEvent[];
}

export const GREEDY: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1.3, seed: 1, stop: [] };

export const user = (id: string, text: string): EngineTurn => ({ id, role: 'user', text });
export const assistant = (id: string, text: string): EngineTurn => ({ id, role: 'assistant', text });

let conversations = 0;

/** A question to a tiny model: greedy, a few tokens, in a conversation of its own unless one is named. */
export function ask(turns: EngineTurn[], options: Partial<Answer> = {}): Answer {
  const conversationId = `conversation ${conversations++}`;
  return { conversationId, system: 'Be brief.', turns, earlierTurns: 0, sampling: GREEDY, maxTokens: 12, ...options };
}

/** An engine with a tiny model loaded, for tests. */
export class TinyEngine {
  readonly engine: Engine;

  private constructor(engine: Engine) {
    this.engine = engine;
  }

  static async open(directory: string, contextSlots: number): Promise<TinyEngine> {
    const engine = createEngine();
    await engine.load({ directory, provider: 'cpu', threads: 1, contextSlots });
    return new TinyEngine(engine);
  }

  async answer(request: Answer): Promise<Collected> {
    const events: AnswerEvent[] = [];
    for await (const event of this.engine.answer(request, new AbortController().signal)) events.push(event);
    const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
    return { text, end: events.at(-1) as Collected['end'], events };
  }

  /** A conversation of `count` questions, each answered; its turns. */
  async talk(conversationId: string, count: number): Promise<EngineTurn[]> {
    const turns: EngineTurn[] = [];
    for (let i = 0; i < count; i++) {
      turns.push(user(`u${i}`, `Question ${i}: what runs to the sea?`));
      const { text } = await this.answer(ask(turns, { conversationId }));
      turns.push(assistant(`a${i}`, text));
    }
    return turns;
  }
}
