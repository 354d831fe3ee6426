import { useEffect } from 'react';
import type { AppState } from './AppState.ts';
import { shortcutOf, type ShortcutName } from './settings/shortcuts.ts';
import { useApp } from './useApp.ts';

/** Listens for the window's shortcuts. A dialog that is open keeps its own keys. */
export function useShortcuts(narrow: boolean): void {
  const app = useApp();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = shortcutOf(event);
      if (name && run(name, app, narrow)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [app, narrow]);
}

/** Returns false when there was nothing to do, so that the browser may have the key. */
function run(name: ShortcutName, app: AppState, narrow: boolean): boolean {
  const { actions, chat, list, memory, ui } = app;
  const { dialog, link, drawerOpen } = ui.store.getState();
  const covered = dialog !== null || link !== null || drawerOpen;
  const { openId, transcript } = chat.store.getState();
  const lastAnswer = transcript?.turns.findLast(({ role }) => role === 'assistant');
  const busy = transcript !== null && transcript.activity.kind !== 'idle';
  switch (name) {
    case 'new':
      list.startNew();
      return true;
    case 'temporary':
      void list.startTemporary();
      return true;
    case 'memory':
      if (dialog !== null || link !== null || drawerOpen || memory.store.getState().question !== null) return false;
      memory.actions.toggle();
      return true;
    case 'search':
      ui.set({ dialog: dialog === 'search' ? null : 'search' });
      return true;
    case 'settings':
      ui.set({ dialog: dialog === 'settings' ? null : 'settings' });
      return true;
    case 'shortcuts':
      ui.set({ dialog: dialog === 'shortcuts' ? null : 'shortcuts' });
      return true;
    case 'list':
      ui.toggleList(narrow);
      return true;
    case 'stop':
      if (covered || !busy) return false;
      void actions.stop();
      return true;
    case 'composer':
      if (covered) return false;
      ui.focusComposer();
      return true;
    case 'regenerate':
      if (covered || busy || !lastAnswer) return false;
      void actions.regenerate(lastAnswer.id);
      return true;
    case 'copy':
      if (covered || !lastAnswer) return false;
      void navigator.clipboard.writeText(lastAnswer.text).then(
        () => ui.toast('The last answer was copied'),
        () => ui.toast('The last answer could not be copied: the browser refused it'),
      );
      return true;
    case 'rename':
      if (covered || openId === null) return false;
      ui.set({ renaming: { id: openId, where: 'header' } });
      return true;
  }
}
