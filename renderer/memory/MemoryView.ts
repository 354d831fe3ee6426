import type { MemoryState } from '../../app/contract/services/memory.ts';
import type { Fact } from '../../app/memory/Fact.ts';

/** The parts of the drawer: what is in sight, the facts, what recall finds, the tokens. */
export type MemoryTab = 'now' | 'facts' | 'recall' | 'lens';

/** What the person is asked, in a dialog of its own. */
export type MemoryQuestion =
  | { readonly kind: 'add-fact'; readonly value: string; readonly turnId: string | null }
  | { readonly kind: 'correct-fact'; readonly fact: Fact }
  | { readonly kind: 'forget-fact'; readonly fact: Fact }
  | { readonly kind: 'forget-turn'; readonly turnId: string; readonly text: string };

/** What this window shows of memory. */
export interface MemoryView {
  readonly open: boolean;
  readonly tab: MemoryTab;
  readonly question: MemoryQuestion | null;
  /** what the host told last of the open conversation; null until it has */
  readonly state: MemoryState | null;
  /** an action that was refused, until dismissed or the next one succeeds */
  readonly problem: string | null;
  /** grows with everything that is forgotten: what shows older words asks for them again */
  readonly forgotten: number;
  /** the host's own problem line that the person has read and put away */
  readonly readProblem: string | null;
}
