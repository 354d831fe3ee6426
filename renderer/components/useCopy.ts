import { useEffect, useState } from 'react';

type Outcome = 'copied' | 'refused';

/** Copies text; for a moment afterwards `words` says how that went, and `copied` is true when it succeeded. */
export function useCopy(): { copied: boolean; words: string | null; copy: (text: string) => Promise<void> } {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 1_600);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return { copied: outcome === 'copied', words: outcome === null ? null : WORDS[outcome], copy };
}

const WORDS = { copied: 'Copied', refused: 'Could not copy' } as const;
