import { randomUUID } from 'node:crypto';
import { languageNames } from '../../../../app/captions/translation/languageNames.ts';
import { AppError } from '../../../../app/contract/AppError.ts';
import type { engineService } from '../../../../app/contract/services/engine.ts';
import type { Client } from '../../../../app/contract/Service.ts';
import { withoutMemory } from '../../../../app/memory/withoutMemory.ts';
import type { Sampling } from '../../../../app/models/Sampling.ts';
import type { Translator } from './Translator.ts';

/** The likeliest words: the same sentence is always translated alike. */
const GREEDY: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0, stop: [] };
/** Most tokens for a text of so many characters, and never fewer than a short sentence takes. */
const tokensFor = (text: string): number => Math.min(1_024, 48 + text.length);

export interface ChatTranslatorContext {
  readonly name: () => string;
  readonly whenReady: (signal: AbortSignal) => Promise<Client<typeof engineService>>;
}

/** Translates with the chat model, in a conversation of its own that is forgotten at once. */
export function chatTranslator({ name, whenReady }: ChatTranslatorContext): Translator {
  return {
    name,
    async translate(text, { from, to }, signal) {
      const engine = await whenReady(signal);
      const [source, target] = [languageNames[from], languageNames[to]];
      const conversationId = `translation-${randomUUID()}`;
      const system = `You are a translator from ${source} to ${target}. You answer with the ${target} translation of what you are given, and with nothing else.`;
      const turns = [{ id: 'text', role: 'user' as const, text: `Translate from ${source} to ${target}:\n${text}` }];
      const events = engine.answer({ conversationId, system, turns, earlierTurns: 0, sampling: GREEDY, maxTokens: tokensFor(text), ...withoutMemory });
      const stop = (): void => void events.return?.();
      signal.addEventListener('abort', stop, { once: true });
      let answer = '';
      try {
        for await (const event of events) if (event.kind === 'text') answer += event.text;
      } finally {
        signal.removeEventListener('abort', stop);
        // Its cache makes room for that of the person's conversations.
        await engine.forget({ conversationId }).catch(() => undefined);
      }
      if (signal.aborted) throw new AppError('cancelled', 'The translation was stopped.');
      return bare(answer);
    },
  };
}

/** A translation without what models put around it: marks, the word “Translation:”, and what follows it. */
function bare(answer: string): string {
  const first = answer.trim().split(/\n\s*\n/u)[0] ?? '';
  const said = first.replace(/^(?:here is the |the )?\p{L}* ?translation(?: is)?:\s*/iu, '').replaceAll(/\s+/gu, ' ').trim();
  return /^["“„«].*["”“»]$/u.test(said) ? said.slice(1, -1).trim() : said;
}
