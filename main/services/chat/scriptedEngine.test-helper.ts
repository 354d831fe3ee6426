import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { engineService, type AnswerEvent, type EngineTurn } from '../../../app/contract/services/engine.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';

const USAGE = {
  budget: 64,
  regions: { sink: 4, pinned: 2, recalled: 0, kept: 0, recent: 10 },
  evictedTokens: 0,
  firstWholeTurnId: null,
};

const NOTHING_SEEN: Evidence = {
  tokens: { system: 0, pinned: 0, facts: 0, recalled: 0, recent: 0 },
  pinned: [],
  facts: [],
  recalled: [],
  blocks: [],
  recent: null,
  earlierTurns: 0,
};

/** An engine that says what a test wants, over a real channel, so that cancel, credits and a crash are the real ones. */
export interface ScriptedEngine {
  readonly client: Client<typeof engineService>;
  /** the turns of every prompt, oldest first */
  readonly prompts: EngineTurn[][];
  /** the turns of everything that was read ahead, oldest first */
  readonly ahead: EngineTurn[][];
  /** what was to stay in the live cache, of every prompt */
  readonly policies: RetentionPolicy[];
  /** Lets the answer being written go on by one word. */
  step(): void;
  /** answers that are being written */
  open(): number;
  /** Dies as a killed process does: the channel closes. */
  crash(): void;
}

/** Answers every prompt with these words, one for each `step()`. */
export function scriptedEngine(words: readonly string[]): ScriptedEngine {
  const [near, far] = memoryChannelPair();
  const prompts: EngineTurn[][] = [];
  const ahead: EngineTurn[][] = [];
  const policies: RetentionPolicy[] = [];
  const steps: (() => void)[] = [];
  let allowed = 0;
  let open = 0;
  const turnstile = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      if (allowed > 0) {
        allowed--;
        return resolve();
      }
      steps.push(resolve);
      const leave = (): void => {
        steps.splice(steps.indexOf(resolve), steps.includes(resolve) ? 1 : 0);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      return undefined;
    });
  serveService(far, engineService, {
    load: () => ({
      provider: 'cpu',
      threads: 1,
      loadSeconds: 0,
      residentBytes: 0,
      contextSlots: 64,
      sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0, stop: [] },
    }),
    forget: () => ({}),
    async *readAhead({ turns }: { turns: EngineTurn[] }) {
      ahead.push(turns);
      yield { done: 1, total: 1 };
    },
    residentBytes: () => ({ bytes: 0 }),
    makeWay: () => ({}),
    async *lens() {
      yield { tokens: [] };
    },
    async *answer({ turns, policy, memory }, signal): AsyncGenerator<AnswerEvent> {
      prompts.push(turns);
      policies.push(policy);
      open++;
      try {
        yield { kind: 'reading', done: 1, total: 2 };
        for (const [i, text] of words.entries()) {
          await turnstile(signal);
          if (signal.aborted) return;
          if (i === 0) yield { kind: 'saw', evidence: { ...NOTHING_SEEN, recalled: [...memory.recalled] } };
          yield { kind: 'text', text };
        }
        const stats = {
          promptTokens: 2,
          reusedTokens: 0,
          outputTokens: words.length,
          evictedTokens: 0,
          timeToFirstTokenMs: 1,
          tokensPerSecond: 100,
        };
        yield { kind: 'end', reason: 'complete', stats, usage: USAGE };
      } finally {
        open--;
      }
    },
  });
  return {
    client: connectService(near, engineService),
    prompts,
    ahead,
    policies,
    step() {
      const next = steps.shift();
      if (next) next();
      else allowed++;
    },
    open: () => open,
    crash: () => far.close(),
  };
}
