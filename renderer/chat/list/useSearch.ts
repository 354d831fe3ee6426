import { useEffect, useState } from 'react';
import { AppError } from '../../../app/contract/AppError.ts';
import type { SearchHit } from '../../../app/contract/services/conversations.ts';
import { useApp } from '../../useApp.ts';

const WAIT_MS = 90;
const LIMIT = 50;

/** Searches as the person types. `hits` is null while nothing is asked; the last hits stay until newer ones have come. */
export function useSearch(query: string): { hits: readonly SearchHit[] | null; problem: string | null } {
  const { connection } = useApp();
  const [found, setFound] = useState<{ hits: readonly SearchHit[] | null; problem: string | null }>({ hits: null, problem: null });
  const asked = query.trim();
  useEffect(() => {
    if (asked === '') {
      setFound({ hits: null, problem: null });
      return undefined;
    }
    let current = true;
    const search = async (): Promise<void> => {
      try {
        const { hits } = await connection.services().conversations.search({ query: asked, limit: LIMIT });
        if (current) setFound({ hits, problem: null });
      } catch (error) {
        if (current) setFound({ hits: null, problem: AppError.toValue(error).message });
      }
    };
    const timer = setTimeout(() => void search(), WAIT_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, connection]);
  return found;
}
