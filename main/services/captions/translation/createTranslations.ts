import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptionLine } from '../../../../app/captions/CaptionLine.ts';
import { commonStart } from '../../../../app/captions/translation/commonStart.ts';
import type { TranslationLanguage } from '../../../../app/captions/translation/TranslationLanguage.ts';
import { AppError } from '../../../../app/contract/AppError.ts';
import type { CaptionsEvent } from '../../../../app/contract/services/captions.ts';
import type { Client } from '../../../../app/contract/Service.ts';
import type { storeService } from '../../../store/storeService.ts';
import type { LanguagePair, Translator } from './Translator.ts';
import { tryTranslator, type Trial } from './tryTranslator.ts';

/** While an answer is written it is looked again so often whether it is done, in milliseconds. */
const LOOK_MS = 100;
/** Words that a clause must have got before it is translated again. */
const NEW_WORDS = 3;
/** Failures in a row after which a recording is not translated any more. */
const FAILURES = 3;
/** Pause after a failure, in milliseconds. */
const AFTER_FAILURE_MS = 1_000;

export interface TranslationsContext {
  readonly store: Pick<Client<typeof storeService>, 'untranslatedLines' | 'translateLine'>;
  readonly translator: Translator;
  /** the chat is answering: translations wait */
  readonly isAnswering: () => boolean;
  readonly tell: (recordingId: string, event: CaptionsEvent) => void;
  /** a sentence for the person */
  readonly notice: (recordingId: string, sentence: string) => void;
  readonly lookMs?: number;
}

/** The translation of recordings: line by line, and of the clause that is being spoken. */
export interface Translations {
  /** Tries whether the model can, once for each model and pair. */
  try(pair: LanguagePair): Promise<Trial>;
  /** Into which language a recording is translated from now on, its lines until now included; null: no more. Errors: `unsupported` when the model cannot. */
  set(recordingId: string, pair: LanguagePair | null): Promise<void>;
  language(recordingId: string): TranslationLanguage | null;
  /** A line was added or changed. */
  wake(): void;
  /** What is committed of the clause that is being spoken; empty when there is none. */
  clause(recordingId: string, text: string): void;
  close(): Promise<void>;
}

interface Wanted {
  readonly pair: LanguagePair;
  clause: string;
  /** what was translated of it last, and as what */
  done: string;
  hypothesis: string;
  failures: number;
}

export function createTranslations({ store, translator, isAnswering, tell, notice, lookMs = LOOK_MS }: TranslationsContext): Translations {
  const trials = new Map<string, Promise<Trial>>();
  const wanted = new Map<string, Wanted>();
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;

  const whenQuiet = async (): Promise<void> => {
    while (isAnswering() && !closing.signal.aborted) await sleep(lookMs);
  };
  /** One translation; an answer that is begun meanwhile stops it, and it is made again after that. */
  const translate = async (text: string, pair: LanguagePair): Promise<string> => {
    for (;;) {
      await whenQuiet();
      closing.signal.throwIfAborted();
      const abort = new AbortController();
      const timer = setInterval(() => isAnswering() && abort.abort(), lookMs);
      try {
        return await translator.translate(text, pair, AbortSignal.any([abort.signal, closing.signal]));
      } catch (error) {
        if (!abort.signal.aborted || closing.signal.aborted) throw error;
      } finally {
        clearInterval(timer);
      }
    }
  };
  const polite: Translator = { name: () => translator.name(), translate };
  const tried = (pair: LanguagePair): Promise<Trial> => {
    const key = `${translator.name()} ${pair.from} ${pair.to}`;
    const mine = trials.get(key) ?? tryTranslator(polite, pair, closing.signal);
    trials.set(key, mine);
    mine.catch(() => trials.delete(key));
    return mine;
  };

  const showClause = (recordingId: string, { pair }: Wanted, text: string): void =>
    tell(recordingId, { kind: 'translation', lineId: null, language: pair.to, text });
  /** The corrected copy has a translation of its own: that of the live line stays, as the line does. */
  const translateLine = async (recordingId: string, { pair }: Wanted, line: CaptionLine, corrected: boolean): Promise<void> => {
    const of = corrected ? (line.corrected ?? '') : line.text;
    const text = await translate(of, pair);
    const { stored } = await store.translateLine({ lineId: line.id, of, language: pair.to, text, corrected });
    if (stored) tell(recordingId, { kind: 'translation', lineId: line.id, language: pair.to, text, ...(corrected && { corrected }) });
  };
  const translateClause = async (recordingId: string, one: Wanted): Promise<void> => {
    const { clause } = one;
    const text = await translate(clause, one.pair);
    // It has become a line, or nobody wants it any more.
    if (wanted.get(recordingId) !== one || !one.clause.startsWith(clause)) return;
    const steady = commonStart(one.hypothesis, text);
    one.hypothesis = text;
    one.done = clause;
    showClause(recordingId, one, steady);
  };
  /** The next piece of work of a recording; false when there is none. */
  const step = async (recordingId: string, one: Wanted): Promise<boolean> => {
    const next = async (corrected: boolean): Promise<CaptionLine | undefined> =>
      (await store.untranslatedLines({ recordingId, language: one.pair.to, limit: 1, corrected })).lines[0];
    const line = await next(false);
    const isClause = wordsOf(one.clause) - wordsOf(one.done) >= NEW_WORDS;
    // What is read later comes after what is read now.
    const copy = line || isClause ? undefined : await next(true);
    if (line) await translateLine(recordingId, one, line, false);
    else if (isClause) await translateClause(recordingId, one);
    else if (copy) await translateLine(recordingId, one, copy, true);
    else return false;
    one.failures = 0;
    return true;
  };
  const stepSafely = async (recordingId: string, one: Wanted): Promise<boolean> => {
    try {
      return await step(recordingId, one);
    } catch (error) {
      if (closing.signal.aborted) return false;
      one.failures += 1;
      if (AppError.toValue(error).code === 'not-found' || one.failures >= FAILURES) {
        wanted.delete(recordingId);
        tell(recordingId, { kind: 'translating', to: null });
        if (one.failures >= FAILURES) notice(recordingId, `The translation ended: ${AppError.toValue(error).message} Captions go on without it.`);
      }
      await sleep(AFTER_FAILURE_MS, undefined, { signal: closing.signal }).catch(() => undefined);
      return true;
    }
  };
  const work = async (): Promise<void> => {
    for (let more = true; (more || again) && !closing.signal.aborted; ) {
      again = false;
      more = false;
      for (const [recordingId, one] of wanted) more = (await stepSafely(recordingId, one)) || more;
    }
    running = null;
  };
  const wake = (): void => {
    again = true;
    if (wanted.size > 0 && !closing.signal.aborted) running ??= work();
  };

  return {
    try: tried,
    async set(recordingId, pair) {
      if (pair) {
        const { able, words } = await tried(pair);
        if (!able) throw new AppError('unsupported', words);
        wanted.set(recordingId, { pair, clause: '', done: '', hypothesis: '', failures: 0 });
      } else wanted.delete(recordingId);
      tell(recordingId, { kind: 'translating', to: pair?.to ?? null });
      wake();
    },
    language: (recordingId) => wanted.get(recordingId)?.pair.to ?? null,
    wake,
    clause(recordingId, text) {
      const one = wanted.get(recordingId);
      if (!one) return;
      if (!text.startsWith(one.clause) || text === '') {
        // Another clause: what was shown of the last one is in its line.
        if (one.hypothesis !== '') showClause(recordingId, one, '');
        one.done = '';
        one.hypothesis = '';
      }
      one.clause = text;
      wake();
    },
    async close() {
      closing.abort(new AppError('cancelled', 'Headwater is closing.'));
      await running;
    },
  };
}

function wordsOf(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}
