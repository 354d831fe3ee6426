import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { appendDraft } from '../chat/composer/appendDraft.ts';
import { useApp } from '../useApp.ts';
import { quotePassage } from './quotePassage.ts';
import { recordingTitle } from './recordingTitle.ts';

/** Takes lines to the chat that is open there, as a quotation below which the person writes the question. */
export function useAsk(): (lines: readonly CaptionLine[], part?: string) => void {
  const app = useApp();
  const { captions, chat, ui } = app;
  return (lines, part) => {
    const { recordings } = captions.store.getState();
    const recording = recordings?.find(({ id }) => id === lines[0]?.recordingId);
    if (!recording) return;
    appendDraft(app, chat.store.getState().openId, quotePassage(recordingTitle(recording), lines, part));
    captions.store.setState({ chosen: null });
    ui.show('chat');
    ui.focusComposer();
  };
}
