import { Menu } from '@base-ui/react/menu';
import { Copy, Ellipsis, MessageSquareQuote, Pencil, Play, Trash2, UserRound } from 'lucide-react';
import { useStore } from 'zustand';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useCopy } from '../../components/useCopy.ts';
import { useApp } from '../../useApp.ts';
import { shownText } from '../shownText.ts';
import { useAsk } from '../useAsk.ts';
import { useOpenRecording } from '../useOpenRecording.ts';
import { useSpokenText } from '../useSpokenText.ts';

/** What can be done with one line. */
export function LineActions({ line, reachable }: { line: CaptionLine; reachable: boolean }) {
  const { captioning, captions, player } = useApp();
  const recording = useOpenRecording();
  const { words, copy } = useCopy();
  const ask = useAsk();
  const spoken = useSpokenText();
  const { id, recordingId, startMs, speaker } = line;
  const text = useStore(captions.store, (state) => shownText(line, state.copy));
  const tabIndex = reachable ? 0 : -1;
  return (
    <div className="caption-actions">
      {recording?.keptSound ? (
        <IconButton label="Play from here" size={24} tabIndex={tabIndex} onClick={() => void player.play(recordingId, startMs, recording.durationMs)}>
          <Play className="icon-s" />
        </IconButton>
      ) : null}
      <IconButton label={words ?? 'Copy this line'} size={24} tabIndex={tabIndex} onClick={() => void copy(spoken(text))}>
        <Copy className="icon-s" />
      </IconButton>
      <IconButton label="Correct this line" size={24} tabIndex={tabIndex} onClick={() => captions.store.setState({ editing: { lineId: id, text } })}>
        <Pencil className="icon-s" />
      </IconButton>
      <IconButton label="Ask about this line" size={24} tabIndex={tabIndex} onClick={() => ask([{ ...line, text }])}>
        <MessageSquareQuote className="icon-s" />
      </IconButton>
      <Menu.Root>
        <Menu.Trigger className="icon-button size-24" aria-label="More about this line" tabIndex={tabIndex}>
          <Ellipsis className="icon-s" aria-hidden="true" />
        </Menu.Trigger>
        <MenuPopup>
          <MenuItem icon={<UserRound className="icon-s" />} onSelect={() => captions.store.setState({ naming: id })}>
            {speaker === null ? 'Say who said this' : `Rename ${speaker} everywhere`}
          </MenuItem>
          <MenuItem danger icon={<Trash2 className="icon-s" />} shortcut="Del" onSelect={() => void captioning.removeLine(id)}>
            Delete this line
          </MenuItem>
        </MenuPopup>
      </Menu.Root>
    </div>
  );
}
