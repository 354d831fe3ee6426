import { useEffect, useRef, useState } from 'react';
import { languageNames } from '../../../app/captions/translation/languageNames.ts';
import type { TranslationLanguage } from '../../../app/captions/translation/TranslationLanguage.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { useApp } from '../../useApp.ts';

/** How the choice of a language went: the model is tried first. */
export interface TranslationOutcome {
  readonly kind: 'busy' | 'good' | 'refused';
  readonly words: string;
}

export interface Translation {
  readonly from: TranslationLanguage;
  /** what the person chose last; null: not translated */
  readonly asked: TranslationLanguage | null;
  readonly outcome: TranslationOutcome | null;
  readonly choose: (to: TranslationLanguage | null, from: TranslationLanguage) => void;
}

/**
 * The translation of one recording: chosen, tried, refused.
 *
 * @param to into which language it is translated now
 * @param watched the person sees the outcome; a refusal that nobody sees becomes the window's problem
 */
export function useTranslation(recordingId: string, to: TranslationLanguage | null, watched: boolean): Translation {
  const { captions, connection } = useApp();
  const [from, setFrom] = useState<TranslationLanguage>('en');
  /** undefined: nothing else than what is so */
  const [wished, setWished] = useState<TranslationLanguage | null | undefined>(undefined);
  const [outcome, setOutcome] = useState<TranslationOutcome | null>(null);
  const seen = useRef(watched);
  /** every choice makes the trial before it void */
  const choices = useRef(0);
  useEffect(() => {
    seen.current = watched;
    return () => void (seen.current = false);
  }, [watched]);

  const attempt = async (next: TranslationLanguage | null, source: TranslationLanguage): Promise<void> => {
    const mine = ++choices.current;
    const service = connection.services().captions;
    const pair = next === null ? null : { from: source, to: next };
    setWished(next);
    setOutcome(
      next === null
        ? null
        : { kind: 'busy', words: `Trying whether the chat model can translate to ${languageNames[next]}. That takes up to a minute, once; you can close this.` },
    );
    try {
      await service.translate({ recordingId, pair });
      const words = pair && (await service.tryTranslation(pair)).words;
      if (mine !== choices.current) return;
      if (words !== null) setOutcome({ kind: 'good', words });
      setWished(undefined);
    } catch (error) {
      if (mine !== choices.current) return;
      const { message } = AppError.toValue(error);
      setWished(undefined);
      setOutcome({ kind: 'refused', words: message });
      if (!seen.current) captions.store.setState({ problem: message });
    }
  };
  const asked = wished === undefined ? to : wished;
  return {
    from,
    asked,
    outcome,
    choose: (next, source) => {
      setFrom(source);
      if (next !== null || asked !== null) void attempt(next, source);
    },
  };
}
