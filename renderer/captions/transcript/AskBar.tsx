import { X } from 'lucide-react';
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useCopy } from '../../components/useCopy.ts';
import { useApp } from '../../useApp.ts';
import { linesBetween } from '../linesBetween.ts';
import { useAsk } from '../useAsk.ts';
import { useSpokenText } from '../useSpokenText.ts';
import { useSelectedLines } from './useSelectedLines.ts';

/** What can be done with the chosen passage: selected with the pointer, or line by line with Shift and the arrows. */
export function AskBar({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const { captions } = useApp();
  const chosen = useStore(captions.store, (state) => state.chosen);
  const lines = useStore(captions.store, ({ log }) => log?.lines ?? null);
  const selected = useSelectedLines(scroller);
  const { words, copy } = useCopy();
  const ask = useAsk();
  const spoken = useSpokenText();
  const range = chosen ?? selected;
  if (!range || !lines) return null;
  const passage = linesBetween(lines, range.from, range.to);
  const part = chosen ? undefined : selected?.part;
  if (passage.length === 0) return null;
  const text = part ?? passage.map((line) => line.text).join('\n');
  const clear = (): void => {
    captions.store.setState({ chosen: null });
    document.getSelection()?.removeAllRanges();
  };
  return (
    <div className="ask-bar" role="toolbar" aria-label="The chosen passage">
      <span>{part === undefined ? `${passage.length} ${passage.length === 1 ? 'line' : 'lines'}` : 'Selected words'}</span>
      <Button small kind="quiet" onClick={() => void copy(spoken(text))}>
        {words ?? 'Copy'}
      </Button>
      <Button small kind="primary" onClick={() => ask(passage, part)}>
        Ask about this
      </Button>
      <IconButton label="Choose nothing" size={28} onClick={clear}>
        <X className="icon-s" />
      </IconButton>
    </div>
  );
}
