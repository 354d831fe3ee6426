import type { StoreApi } from 'zustand/vanilla';
import { AppError } from '../../app/contract/AppError.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { Fact } from '../../app/memory/Fact.ts';
import type { RetentionPolicy } from '../../app/memory/RetentionPolicy.ts';
import type { Chat } from '../chat/createChat.ts';
import type { Connection } from '../connection/createConnection.ts';
import type { MemoryQuestion, MemoryTab, MemoryView } from './MemoryView.ts';

/** What a person can do about memory. Each resolves to whether it was done; otherwise the view's `problem` says why. */
export interface MemoryActions {
  show(tab?: MemoryTab): void;
  readonly toggle: () => void;
  readonly hide: () => void;
  ask(question: MemoryQuestion | null): void;
  pinTurn(turnId: string, pinned: boolean): Promise<boolean>;
  forgetTurn(turnId: string): Promise<boolean>;
  addFact(fact: Pick<Fact, 'subject' | 'value' | 'turnId' | 'everywhere'>): Promise<boolean>;
  correctFact(id: string, subject: string, value: string): Promise<boolean>;
  setFact(fact: Fact, change: Partial<Pick<Fact, 'pinned' | 'everywhere'>>): Promise<boolean>;
  forgetFact(id: string): Promise<boolean>;
  /** What stays in the live cache of a conversation; null: as the settings say. */
  setRetention(conversationId: string, retention: RetentionPolicy | null): Promise<boolean>;
  readonly dismissProblem: () => void;
}

export function memoryActions(connection: Connection, chat: Chat, store: StoreApi<MemoryView>): MemoryActions {
  const service = () => connection.services().memory;
  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    try {
      await action();
      store.setState({ problem: null });
      return true;
    } catch (error) {
      store.setState({ problem: AppError.toValue(error).message });
      return false;
    }
  };
  const erased = (): void => store.setState(({ forgotten }) => ({ forgotten: forgotten + 1 }));
  /** Shows at once what the host has done; its own event says the same a little later. */
  const changeTurn = (turnId: string, change: Partial<Turn>): void => {
    const { transcript } = chat.store.getState();
    if (!transcript) return;
    const turns = transcript.turns.map((turn) => (turn.id === turnId ? { ...turn, ...change } : turn));
    chat.store.setState({ transcript: { ...transcript, turns } });
  };

  return {
    show: (tab) => store.setState((view) => ({ open: true, tab: tab ?? view.tab })),
    toggle: () => store.setState(({ open }) => ({ open: !open })),
    hide: () => store.setState({ open: false }),
    ask: (question) => store.setState({ question, problem: null }),
    pinTurn: (turnId, pinned) =>
      attempt(async () => {
        await service().pinTurn({ turnId, pinned });
        changeTurn(turnId, { pinned });
      }),
    forgetTurn: (turnId) =>
      attempt(async () => {
        await service().forgetTurn({ turnId });
        changeTurn(turnId, { text: '', pinned: false, forgotten: true });
        erased();
        // A change that was begun holds the same words.
        if (chat.store.getState().editing?.turnId === turnId) chat.store.setState({ editing: null });
        chat.edits.drop(turnId);
      }),
    addFact: (fact) =>
      attempt(async () => {
        const conversationId = chat.store.getState().openId;
        if (conversationId === null) throw new AppError('bad-request', 'Open a conversation first: a fact belongs to one.');
        await service().addFact({ conversationId, ...fact });
      }),
    correctFact: (id, subject, value) => attempt(() => service().correctFact({ id, subject, value })),
    setFact: ({ id, pinned, everywhere }, change) => attempt(() => service().setFact({ id, pinned, everywhere, ...change })),
    forgetFact: (id) =>
      attempt(async () => {
        await service().forgetFact({ id });
        erased();
      }),
    setRetention: (id, retention) =>
      attempt(() => connection.services().conversations.setRetention({ id, retention })),
    dismissProblem: () =>
      store.setState((view) => (view.problem === null ? { readProblem: view.state?.problem ?? null } : { problem: null })),
  };
}
