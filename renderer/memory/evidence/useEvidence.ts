import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { useApp } from '../../useApp.ts';

/** `evidence` is null when nothing was recorded. */
export type EvidenceState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly evidence: Evidence | null }
  | { readonly kind: 'failed'; readonly message: string };

const LOADING: EvidenceState = { kind: 'loading' };

/**
 * What the model saw when it wrote this answer, asked of the host, again when something was forgotten; null: of no answer.
 *
 * @param bridging gives what was known of the answer before while the new one is looked up, so that nothing jumps
 */
export function useEvidence(turnId: string | null, bridging = false): EvidenceState {
  const { connection, memory } = useApp();
  const forgotten = useStore(memory.store, (view) => view.forgotten);
  const [found, setFound] = useState<{ readonly of: string; readonly state: EvidenceState } | null>(null);
  const of = `${turnId} ${forgotten}`;
  useEffect(() => {
    if (turnId === null) return undefined;
    let current = true;
    const read = async (): Promise<EvidenceState> => {
      try {
        const { evidence } = await connection.services().memory.evidence({ turnId });
        return { kind: 'known', evidence };
      } catch (error) {
        return { kind: 'failed', message: AppError.toValue(error).message };
      }
    };
    void read().then((state) => (current ? setFound({ of, state }) : undefined));
    return () => {
      current = false;
    };
  }, [connection, turnId, of]);
  if (turnId === null) return { kind: 'known', evidence: null };
  return found && (found.of === of || bridging) ? found.state : LOADING;
}
