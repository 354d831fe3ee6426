import type { AnswerEvent, EngineTurn, MemoryFolder } from '../../../app/contract/services/engine.ts';
import { createEngine } from '../createEngine.ts';
import { type Answer, ask, assistant, user } from './ask.ts';

type Engine = ReturnType<typeof createEngine>;

/** An answer read to its end. */
export interface Collected {
  readonly text: string;
  readonly end: Extract<AnswerEvent, { kind: 'end' }>;
  readonly events: readonly AnswerEvent[];
}

/** An engine with a tiny model loaded, for tests. */
export class TinyEngine {
  readonly engine: Engine;

  private constructor(engine: Engine) {
    this.engine = engine;
  }

  static async open(directory: string, contextSlots: number, memory?: MemoryFolder): Promise<TinyEngine> {
    const engine = createEngine();
    await engine.load({ directory, provider: 'cpu', threads: 1, contextSlots, memory });
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
