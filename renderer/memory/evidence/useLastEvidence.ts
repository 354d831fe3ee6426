import { useStore } from 'zustand';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { useApp } from '../../useApp.ts';
import { useEvidence } from './useEvidence.ts';

/**
 * What the model saw for the last answer of the open conversation of which that is known, and its id. Stays that of the
 * answer before while the newest is looked up; a component that uses it is made anew for each conversation.
 */
export function useLastEvidence(): { readonly answerId: string | null; readonly evidence: Evidence | null } {
  const { chat } = useApp();
  const answerId = useStore(chat.store, ({ transcript }) => transcript?.turns.findLast(({ hasEvidence }) => hasEvidence)?.id ?? null);
  const found = useEvidence(answerId, true);
  return { answerId, evidence: found.kind === 'known' ? found.evidence : null };
}
