import { AppError } from '../../app/contract/AppError.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { MemoryState, memoryService } from '../../app/contract/services/memory.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { Evidence } from '../../app/memory/Evidence.ts';
import type { Fact } from '../../app/memory/Fact.ts';
import type { LensToken } from '../../app/memory/LensToken.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';

/** The memory of the host in memory: facts and pins are really kept, the rest is as a test sets it. */
export class TestMemory {
  facts: Fact[] = [];
  /** what stands in the memory state beside facts and pins */
  state: Omit<MemoryState, 'facts' | 'pinned'> = {
    indexed: { done: 0, total: 0 },
    embedding: { phase: 'ready', progress: null, note: null },
    diskBytes: 0,
    problem: null,
  };
  /** by turn */
  evidence = new Map<string, Evidence>();
  /** what recall finds, whatever is asked */
  recalled: Quotation[] = [];
  lens: LensToken[] = [];
  #ids = 0;
  readonly #turns: ReadonlyMap<string, Turn[]>;
  readonly #changed: () => void;

  constructor(turns: ReadonlyMap<string, Turn[]>, changed: () => void) {
    this.#turns = turns;
    this.#changed = changed;
  }

  addFact(subject: string, value: string, changes: Partial<Fact> = {}): Fact {
    const fact: Fact = {
      id: `f${++this.#ids}`,
      conversationId: [...this.#turns.keys()][0] ?? 'c',
      everywhere: false,
      subject,
      value,
      origin: 'extracted',
      pinned: false,
      turnId: null,
      createdAt: 1_700_000_000_000 + this.#ids,
      supersededBy: null,
      ...changes,
    };
    this.facts.push(fact);
    return fact;
  }

  handlers(states: <T>(read: () => T, signal: AbortSignal) => AsyncIterable<T>): Handlers<typeof memoryService> {
    return {
      evidence: ({ turnId }) => ({ evidence: this.evidence.get(turnId) ?? null }),
      pinTurn: ({ turnId, pinned }) => this.#changeTurn(turnId, { pinned }),
      forgetTurn: ({ turnId }) => this.#changeTurn(turnId, { text: '', pinned: false, forgotten: true }),
      addFact: (fact) => this.#told(() => this.addFact(fact.subject, fact.value, { ...fact, origin: 'person' })),
      correctFact: ({ id, subject, value }) =>
        this.#told(() => {
          const { conversationId, everywhere, pinned, turnId } = this.#fact(id);
          const fact = this.addFact(subject, value, { conversationId, everywhere, pinned, turnId, origin: 'person' });
          this.#fact(id).supersededBy = fact.id;
          return fact;
        }),
      setFact: ({ id, pinned, everywhere }) => this.#told(() => Object.assign(this.#fact(id), { pinned, everywhere })),
      forgetFact: ({ id }) =>
        this.#told(() => {
          this.facts = this.facts.filter((fact) => fact.id !== id && fact.supersededBy !== id);
          return {};
        }),
      factHistory: ({ id }) => ({ facts: this.facts.filter(({ supersededBy }) => supersededBy === id) }),
      tryRecall: () => ({ quotations: this.recalled, facts: [] }),
      watch: ({ conversationId }, signal) => states(() => this.#stateOf(conversationId), signal),
      lens: (_, signal) => states(() => ({ tokens: this.lens }), signal),
    };
  }

  #stateOf(conversationId: string): MemoryState {
    const counts = (fact: Fact) => fact.supersededBy === null && (fact.everywhere || fact.conversationId === conversationId);
    const pinned = (this.#turns.get(conversationId) ?? []).filter((turn) => turn.pinned);
    return { ...this.state, facts: this.facts.filter(counts).toReversed(), pinned: pinned.map(quotationOf) };
  }

  #told<T>(action: () => T): T {
    const result = action();
    this.#changed();
    return result;
  }

  #changeTurn(turnId: string, change: Partial<Turn>): Record<string, never> {
    return this.#told(() => {
      for (const turns of this.#turns.values()) Object.assign(turns.find(({ id }) => id === turnId) ?? {}, change);
      return {};
    });
  }

  #fact(id: string): Fact {
    const fact = this.facts.find((one) => one.id === id);
    if (!fact) throw new AppError('not-found', 'That fact is not there any more.');
    return fact;
  }
}

function quotationOf({ id, conversationId, role, source, createdAt, text }: Turn): Quotation {
  return { turnId: id, conversationId, role, source, createdAt, text, score: 0 };
}
