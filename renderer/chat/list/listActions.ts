import type { StoreApi } from 'zustand/vanilla';
import { AppError } from '../../../app/contract/AppError.ts';
import { MAX_TRANSFER_TEXT } from '../../../app/contract/services/conversations.ts';
import type { Conversation } from '../../../app/conversation/Conversation.ts';
import type { Connection } from '../../connection/createConnection.ts';
import type { Ui } from '../../createUi.ts';
import type { Chat } from '../createChat.ts';
import { downloadText } from './downloadText.ts';

/** How long a deleted conversation can be brought back, in seconds. The host erases it a little later. */
const UNDO_SECONDS = 10;

/** What a person can do with conversations as a whole. A failure is shown in the list until dismissed. */
export interface ListActions {
  readonly startNew: () => void;
  /** Begins a conversation that never reaches the disk; one that has no message yet is opened again. */
  startTemporary(): Promise<void>;
  open(id: string): void;
  rename(id: string, title: string): Promise<void>;
  pin(id: string, pinned: boolean): Promise<void>;
  remove(id: string, title: string): Promise<void>;
  /** One conversation, or all when `id` is null. */
  export(id: string | null, format: 'json' | 'markdown'): Promise<void>;
  import(files: readonly File[]): Promise<void>;
  /** Opens the turn that a search found. */
  openHit(conversationId: string, turnId: string | null): Promise<void>;
}

export function listActions(
  connection: Connection,
  chat: Chat,
  ui: Ui,
  conversations: StoreApi<{ readonly list: readonly Conversation[] | null }>,
): ListActions {
  const service = () => connection.services().conversations;
  const attempt = async (action: () => Promise<unknown>): Promise<void> => {
    try {
      await action();
      ui.set({ listProblem: null });
    } catch (error) {
      ui.set({ listProblem: AppError.toValue(error).message });
    }
  };
  const open = (id: string | null): void => {
    chat.open(id);
    ui.set({ drawerOpen: false, dialog: null });
    ui.focusComposer();
  };

  return {
    startNew: () => open(null),
    startTemporary: () =>
      attempt(async () => {
        const list = conversations.getState().list ?? [];
        const unused = list.find(({ temporary, turnCount }) => temporary && turnCount === 0);
        const conversation = unused ?? (await service().create({ temporary: true }));
        // Known to be temporary before anything of it is kept in this browser; the host's own list follows.
        if (!unused) conversations.setState(({ list: now }) => ({ list: [...(now ?? []).filter(({ id }) => id !== conversation.id), conversation] }));
        open(conversation.id);
      }),
    open,
    rename: (id, title) => attempt(() => service().rename({ id, title })),
    pin: (id, pinned) => attempt(() => service().pin({ id, pinned })),
    remove: (id, title) =>
      attempt(async () => {
        const wasOpen = chat.store.getState().openId === id;
        await service().remove({ id });
        if (wasOpen) chat.open(null);
        const undo = () =>
          void attempt(async () => {
            await service().restore({ id });
            if (wasOpen) chat.open(id);
          });
        ui.toast(`“${title || 'New conversation'}” was deleted`, { label: 'Undo', run: undo }, UNDO_SECONDS);
      }),
    export: (id, format) =>
      attempt(async () => {
        const { fileName, text } = await service().export({ id, format });
        downloadText(fileName, text, format === 'json' ? 'application/json' : 'text/markdown');
      }),
    import: (files) =>
      attempt(async () => {
        const ids: string[] = [];
        for (const file of files) ids.push(...(await importFile(service(), file)));
        const [first] = ids;
        if (first !== undefined) open(first);
        ui.toast(ids.length === 1 ? '1 conversation was imported' : `${ids.length} conversations were imported`);
      }),
    openHit: (conversationId, turnId) =>
      attempt(async () => {
        if (turnId !== null) await service().reveal({ turnId });
        chat.open(conversationId, turnId ?? undefined);
        ui.set({ drawerOpen: false, dialog: null });
      }),
  };
}

async function importFile(
  service: { import(params: { fileName: string; text: string }): Promise<{ ids: string[] }> },
  file: File,
): Promise<string[]> {
  if (file.size > MAX_TRANSFER_TEXT) {
    throw new AppError('bad-file', `“${file.name}” is too large to be an export of conversations. Nothing was changed.`);
  }
  return (await service.import({ fileName: file.name.slice(-400), text: await file.text() })).ids;
}
