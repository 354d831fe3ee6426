import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { AppContext } from './AppContext.ts';
import type { AppState } from './AppState.ts';
import './App.css';
import { CaptionsWindow } from './captions/CaptionsWindow.tsx';
import { RecordingList } from './captions/list/RecordingList.tsx';
import { OverlayDialog } from './captions/overlay/OverlayDialog.tsx';
import { ChatWindow } from './chat/ChatWindow.tsx';
import { ConversationList } from './chat/list/ConversationList.tsx';
import { DropImport } from './chat/list/DropImport.tsx';
import { SearchDialog } from './chat/list/SearchDialog.tsx';
import { ModelFileDialog } from './chat/model/ModelFileDialog.tsx';
import { LinkDialog } from './components/LinkDialog.tsx';
import { OverDrawer } from './components/OverDrawer.tsx';
import { Toasts } from './components/Toasts.tsx';
import { ConnectionBanner } from './connection/ConnectionBanner.tsx';
import { MemoryDialogs } from './memory/MemoryDialogs.tsx';
import { MemoryDrawer } from './memory/MemoryDrawer.tsx';
import { Rail } from './Rail.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { ShortcutsDialog } from './settings/ShortcutsDialog.tsx';
import { useMedia } from './useMedia.ts';
import { useNarrow } from './useNarrow.ts';
import { useShortcuts } from './useShortcuts.ts';
import { VoiceDialog } from './voice/VoiceDialog.tsx';

const RAIL_WIDTH = 60;
const MEMORY_WIDTH = 340;
/** A conversation needs this much beside what stands left and right of it, in pixels. */
const LEAST_CHAT = 500;

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

function Frame({ state: { memory, ui } }: { state: AppState }) {
  const { dialog, drawerOpen, listHidden, listWidth, window } = useStore(ui.store);
  const chatting = window === 'chat';
  const memoryOpen = useStore(memory.store, ({ open }) => open) && chatting;
  const without = RAIL_WIDTH + LEAST_CHAT + MEMORY_WIDTH;
  const fitsBeside = useMedia(`(min-width: ${without}px)`);
  const fitsWithList = useMedia(`(min-width: ${without + listWidth}px)`);
  const beside = memoryOpen && fitsBeside;
  // One reads in the memory while one writes; the list is a drawer for as long as there is no room for both.
  const narrow = useNarrow() || (beside && !fitsWithList);
  useShortcuts(narrow);
  useEffect(() => {
    // A list that is a column (again) lies over nothing.
    if (!narrow) ui.set({ drawerOpen: false });
  }, [narrow, ui]);
  const column = !narrow && !listHidden;
  const columns = `${RAIL_WIDTH}px ${column ? `${listWidth}px ` : ''}minmax(0, 1fr)${beside ? ` ${MEMORY_WIDTH}px` : ''}`;
  const List = chatting ? ConversationList : RecordingList;
  const close = (): void => ui.set({ dialog: null });
  return (
    <>
      <div className="app" style={{ gridTemplateColumns: columns }}>
        <Rail />
        {column ? (
          <div className="app-list">
            <List narrow={false} />
          </div>
        ) : null}
        {chatting ? <ChatWindow listShown={column} narrow={narrow} /> : <CaptionsWindow listShown={column} narrow={narrow} />}
        {beside ? <MemoryDrawer over={false} /> : null}
      </div>
      <OverDrawer open={narrow && drawerOpen} onClose={() => ui.set({ drawerOpen: false })} title={chatting ? 'Conversations' : 'Recordings'} side="start">
        <List narrow />
      </OverDrawer>
      <OverDrawer open={memoryOpen && !beside} onClose={memory.actions.hide} title="Memory" side="end">
        <MemoryDrawer over />
        <MemoryDialogs />
      </OverDrawer>
      {memoryOpen && !beside ? null : <MemoryDialogs />}
      <VoiceDialog />
      <SearchDialog open={dialog === 'search'} onClose={close} />
      <SettingsDialog open={dialog === 'settings'} onClose={close} />
      <ShortcutsDialog open={dialog === 'shortcuts'} onClose={close} />
      <ModelFileDialog open={dialog === 'model-file'} onClose={close} />
      <OverlayDialog open={dialog === 'overlay'} onClose={close} />
      <LinkDialog />
      {chatting ? <DropImport /> : null}
      <Toasts />
      <ConnectionBanner />
    </>
  );
}
