import { useEffect } from 'react';
import type { AppState } from './AppState.ts';
import { shortcutOf, type ShortcutName } from './settings/shortcuts.ts';
import { useApp } from './useApp.ts';
import { enterVoice } from './voice/talk/enterVoice.ts';

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
  const { reader, ui, voice } = app;
  const { dialog, drawerOpen, link, window } = ui.store.getState();
  if (name === 'settings' || name === 'shortcuts') {
    ui.set({ dialog: dialog === name ? null : name });
    return true;
  }
  if (name === 'list') {
    ui.toggleList(narrow);
    return true;
  }
  if (name === 'captions') {
    if (dialog !== null || link !== null) return false;
    ui.show(window === 'captions' ? 'chat' : 'captions');
    return true;
  }
  if (name === 'voice') {
    if (dialog !== null || link !== null) return false;
    if (voice.talk.store.getState().stage === 'off') enterVoice(app);
    else voice.talk.end();
    return true;
  }
  if (name === 'overlay') {
    void app.captioning.toggleOverlay();
    return true;
  }
  if (name === 'stop' && reader.store.getState().reading && dialog === null && link === null && !drawerOpen) {
    reader.stop();
    return true;
  }
  if (name === 'stop' && isAnswering(voice) && dialog === null && link === null && !drawerOpen) {
    voice.talk.hush();
    return true;
  }
  return window === 'captions' ? runCaptions(name, app, narrow) : runChat(name, app);
}

type WindowShortcut = Exclude<ShortcutName, 'settings' | 'shortcuts' | 'list' | 'captions' | 'voice' | 'overlay'>;

/** In a conversation by voice, an answer is thought about or spoken. */
function isAnswering({ talk }: AppState['voice']): boolean {
  const { stage, phase } = talk.store.getState();
  return stage === 'on' && phase !== 'listening' && phase !== 'starting';
}

/** The shortcuts that mean a recording. */
function runCaptions(name: WindowShortcut, { captions, ui }: AppState, narrow: boolean): boolean {
  const { dialog, drawerOpen, listHidden } = ui.store.getState();
  const { openId } = captions.store.getState();
  if (dialog !== null) return false;
  switch (name) {
    case 'new':
      captions.open(null);
      return true;
    case 'search':
      if (narrow ? !drawerOpen : listHidden) ui.toggleList(narrow);
      // Once the list is drawn.
      setTimeout(() => document.querySelector<HTMLElement>('[data-recordings-search]')?.focus());
      return true;
    case 'find':
      if (openId === null || drawerOpen) return false;
      captions.store.setState({ find: captions.store.getState().find ?? { query: '', hits: [], at: -1 } });
      document.querySelector<HTMLElement>('.find-bar input')?.focus();
      return true;
    case 'rename':
      if (openId === null || drawerOpen) return false;
      ui.set({ renaming: { id: openId, where: 'header' } });
      return true;
    case 'temporary':
    case 'memory':
    case 'stop':
    case 'composer':
    case 'regenerate':
    case 'copy':
      return false;
  }
}

/** The shortcuts that mean a conversation. */
function runChat(name: WindowShortcut, app: AppState): boolean {
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
    case 'find':
      return false;
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
