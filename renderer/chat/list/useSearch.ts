import { useEffect, useState } from 'react';
import { AppError } from '../../../app/contract/AppError.ts';
import type { SearchHit } from '../../../app/contract/services/conversations.ts';
import { useApp } from '../../useApp.ts';

const WAIT_MS = 90;
const LIMIT = 50;

interface Found {
  /** what was asked for these hits; they may be those of fewer letters */
  readonly query: string;
  readonly hits: readonly SearchHit[] | null;
  readonly problem: string | null;
}

const NOTHING: Found = { query: '', hits: null, problem: null };

/** Searches as the person types. `hits` is null while nothing is asked; the last hits stay until newer ones have come. */
export function useSearch(query: string): Found {
  const { connection } = useApp();
  const [found, setFound] = useState<Found>(NOTHING);
  const asked = query.trim();
  useEffect(() => {
    let current = asked !== '';
    const search = async (): Promise<void> => {
      try {
        const { hits } = await connection.services().conversations.search({ query: asked, limit: LIMIT });
        if (current) setFound({ query: asked, hits, problem: null });
      } catch (error) {
        if (current) setFound({ query: asked, hits: null, problem: AppError.toValue(error).message });
      }
    };
    const timer = setTimeout(() => void (current ? search() : setFound(NOTHING)), WAIT_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, connection]);
  return asked === '' ? NOTHING : found;
}
