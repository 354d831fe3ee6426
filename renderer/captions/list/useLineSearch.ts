import { useEffect, useState } from 'react';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { useApp } from '../../useApp.ts';

const WAIT_MS = 120;
const LIMIT = 100;

interface FoundLines {
  /** what was asked for these lines; they may be those of fewer letters */
  readonly query: string;
  readonly lines: readonly CaptionLine[] | null;
  readonly problem: string | null;
}

const NOTHING: FoundLines = { query: '', lines: null, problem: null };

/** Searches all recordings as the person types. The last lines stay until newer ones have come. */
export function useLineSearch(query: string): FoundLines {
  const { connection } = useApp();
  const [found, setFound] = useState<FoundLines>(NOTHING);
  const asked = query.trim();
  useEffect(() => {
    let current = asked !== '';
    const search = async (): Promise<void> => {
      try {
        const { lines } = await connection.services().captions.search({ query: asked, recordingId: null, limit: LIMIT });
        if (current) setFound({ query: asked, lines, problem: null });
      } catch (error) {
        if (current) setFound({ query: asked, lines: null, problem: AppError.toValue(error).message });
      }
    };
    const timer = setTimeout(() => void (current ? search() : undefined), WAIT_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, connection]);
  return asked === '' ? NOTHING : found;
}
