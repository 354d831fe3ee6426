import type { AppState } from '../../AppState.ts';

/**
 * Shows the chat window and begins a conversation by voice there: in the one that is open, else in the newest one when
 * another window was shown. To be called from a click or a key.
 */
export function enterVoice({ chat, conversations, ui, voice }: AppState): void {
  const { window } = ui.store.getState();
  if (window !== 'chat' && chat.store.getState().openId === null) {
    const newest = conversations.getState().list?.toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
    if (newest) chat.open(newest.id);
  }
  ui.show('chat');
  voice.begin();
}
