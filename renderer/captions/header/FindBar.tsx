import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';
import { findLines } from '../findLines.ts';

/** Finds words in the open recording: Enter goes to the next line that has them, Shift+Enter to the one before. */
export function FindBar() {
  const { captions } = useApp();
  const find = useStore(captions.store, (state) => state.find);
  const lines = useStore(captions.store, ({ log }) => log?.lines ?? null);
  const field = useRef<HTMLInputElement>(null);
  const query = find?.query ?? '';
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const now = captions.store.getState().find;
    if (!now || !lines) return;
    const hits = findLines(lines, now.query);
    if (hits.length !== now.hits.length) captions.store.setState({ find: { ...now, hits } });
  }, [captions, lines]);

  const search = (next: string): void => {
    const hits = findLines(lines ?? [], next);
    const [first] = hits;
    captions.store.setState({ find: { query: next, hits, at: first === undefined ? -1 : 0 } });
    if (first !== undefined) captions.go(first, false);
  };
  const step = (by: 1 | -1): void => {
    if (!find || find.hits.length === 0) return;
    const at = (find.at + by + find.hits.length) % find.hits.length;
    const id = find.hits[at];
    captions.store.setState({ find: { ...find, at } });
    if (id !== undefined) captions.go(id, false);
  };
  const close = (): void => captions.store.setState({ find: null });
  const words =
    query.trim() === '' ? '' : !find || find.hits.length === 0 ? 'Not found' : `${Math.max(0, find.at) + 1} of ${find.hits.length}`;
  return (
    <div role="search" className="find-bar">
      <input
        ref={field}
        type="search"
        aria-label="Find in this recording"
        placeholder="Find in this recording"
        value={query}
        maxLength={200}
        onChange={(event) => search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span role="status">{words}</span>
      <IconButton label="Previous" side="bottom" size={28} onClick={() => step(-1)}>
        <ChevronUp className="icon-s" />
      </IconButton>
      <IconButton label="Next" side="bottom" size={28} onClick={() => step(1)}>
        <ChevronDown className="icon-s" />
      </IconButton>
      <IconButton label="Close the search" side="bottom" size={28} onClick={close}>
        <X className="icon-s" />
      </IconButton>
    </div>
  );
}
