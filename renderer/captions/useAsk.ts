import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { useApp } from '../useApp.ts';
import { quotePassage } from './quotePassage.ts';
import { recordingTitle } from './recordingTitle.ts';

/** Takes lines to the chat that is open there, as a quotation below which the person writes the question. */
export function useAsk(): (lines: readonly CaptionLine[], part?: string) => void {
  const { captions, chat, conversations, drafts, ui } = useApp();
  return (lines, part) => {
    const { recordings } = captions.store.getState();
    const recording = recordings?.find(({ id }) => id === lines[0]?.recordingId);
    if (!recording) return;
    const { openId } = chat.store.getState();
    const atHost = conversations.getState().list?.find(({ id }) => id === openId)?.draft ?? '';
    const before = drafts.read(openId, atHost).trimEnd();
    drafts.write(openId, `${before === '' ? '' : `${before}\n\n`}${quotePassage(recordingTitle(recording), lines, part)}`);
    captions.store.setState({ chosen: null });
    ui.show('chat');
    ui.focusComposer();
  };
}
