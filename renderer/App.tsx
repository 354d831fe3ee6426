import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog } from '@base-ui/react/dialog';
import { Tooltip } from '@base-ui/react/tooltip';
import { useStore } from 'zustand';
import { AppContext } from './AppContext.ts';
import type { AppState } from './AppState.ts';
import './App.css';
import { ChatWindow } from './chat/ChatWindow.tsx';
import { ConversationList } from './chat/list/ConversationList.tsx';
import { DropImport } from './chat/list/DropImport.tsx';
import { SearchDialog } from './chat/list/SearchDialog.tsx';
import { ModelFileDialog } from './chat/model/ModelFileDialog.tsx';
import { LinkDialog } from './components/LinkDialog.tsx';
import { Toasts } from './components/Toasts.tsx';
import { ConnectionBanner } from './connection/ConnectionBanner.tsx';
import { Rail } from './Rail.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { ShortcutsDialog } from './settings/ShortcutsDialog.tsx';
import { useNarrow } from './useNarrow.ts';
import { useShortcuts } from './useShortcuts.ts';

/** The window. */
export function App({ state }: { state: AppState }) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <AppContext value={state}>
          <Frame state={state} />
        </AppContext>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Frame({ state: { ui } }: { state: AppState }) {
  const { dialog, drawerOpen, listHidden, listWidth } = useStore(ui.store);
  const narrow = useNarrow();
  useShortcuts(narrow);
  const column = !narrow && !listHidden;
  const close = (): void => ui.set({ dialog: null });
  return (
    <>
      <div className="app" style={{ gridTemplateColumns: column ? `60px ${listWidth}px minmax(0, 1fr)` : '60px minmax(0, 1fr)' }}>
        <Rail />
        {column ? (
          <div className="app-list">
            <ConversationList narrow={false} />
          </div>
        ) : null}
        <ChatWindow listShown={column} narrow={narrow} />
      </div>
      <Dialog.Root open={narrow && drawerOpen} onOpenChange={(open) => ui.set({ drawerOpen: open })}>
        <Dialog.Portal>
          <Dialog.Backdrop className="modal-scrim" />
          <Dialog.Popup className="app-drawer">
            <Dialog.Title className="visually-hidden">Conversations</Dialog.Title>
            <ConversationList narrow />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <SearchDialog open={dialog === 'search'} onClose={close} />
      <SettingsDialog open={dialog === 'settings'} onClose={close} />
      <ShortcutsDialog open={dialog === 'shortcuts'} onClose={close} />
      <ModelFileDialog open={dialog === 'model-file'} onClose={close} />
      <LinkDialog />
      <DropImport />
      <Toasts />
      <ConnectionBanner />
    </>
  );
}
