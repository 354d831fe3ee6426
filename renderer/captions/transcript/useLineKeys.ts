import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { shownText } from '../shownText.ts';
import { useApp } from '../../useApp.ts';

interface LineKeys {
  /** the line that has, or last had, the focus */
  readonly active: string | null;
  readonly setActive: (id: string | null) => void;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
}

/**
 * The keys of the transcript, while a line has the focus: the arrows, Home and End go from line to line, with Shift they
 * choose a passage; Enter corrects, Delete deletes, Escape chooses nothing.
 */
export function useLineKeys(lines: readonly CaptionLine[], virtualizer: Virtualizer<HTMLDivElement, Element>): LineKeys {
  const { captioning, captions } = useApp();
  const [active, setActive] = useState<string | null>(null);
  /** a line that may have to be drawn before it can take the focus */
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = virtualizer.scrollElement?.querySelector<HTMLElement>(`[data-line="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  const go = (index: number): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (!line) return;
    wanted.current = line.id;
    virtualizer.scrollToIndex(lines.indexOf(line), { align: 'auto' });
    setActive(line.id);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const row = event.target instanceof HTMLElement ? event.target : null;
    const id = row?.getAttribute('data-line');
    const at = id ? lines.findIndex((line) => line.id === id) : -1;
    const line = lines[at];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!line) {
      if (row?.getAttribute('role') !== 'log' || (event.key !== 'Home' && event.key !== 'End')) return;
      event.preventDefault();
      go(event.key === 'Home' ? 0 : lines.length - 1);
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to !== undefined) {
      const next = lines[Math.max(0, Math.min(lines.length - 1, to))];
      if (!event.shiftKey) captions.store.setState({ chosen: null });
      else if (next) captions.store.setState(({ chosen }) => ({ chosen: { from: chosen?.from ?? line.id, to: next.id } }));
      go(to);
    } else if (event.key === 'Enter') captions.store.setState({ editing: { lineId: line.id, text: shownText(line, captions.store.getState().copy) } });
    else if (event.key === 'Delete') {
      go(at + 1 < lines.length ? at + 1 : at - 1);
      void captioning.removeLine(line.id);
    } else if (event.key === 'Escape' && captions.store.getState().chosen) captions.store.setState({ chosen: null });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { active, setActive, onKeyDown };
}
