import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { useFollow } from '../../chat/transcript/useFollow.ts';
import { useApp } from '../../useApp.ts';
import type { LineDestination } from '../CaptionsState.ts';
import { AskBar } from './AskBar.tsx';
import './CaptionTranscript.css';
import { EmptyTranscript } from './EmptyTranscript.tsx';
import { LineRow } from './LineRow.tsx';
import { NewestButton } from './NewestButton.tsx';
import { PhraseRow } from './PhraseRow.tsx';
import { useLineKeys } from './useLineKeys.ts';

const FLASH_MS = 2_400;
const NO_LINES: readonly CaptionLine[] = [];
/** What a line is thought to take before it is measured, in pixels: one row of text in a wide window. */
const ROW = 38;
const PER_ROW = 76;

/** The lines of the open recording, and below them what is being said. Only those in sight are in the page. */
export function CaptionTranscript() {
  const { captions, player } = useApp();
  const lines = useStore(captions.store, ({ log }) => log?.lines ?? NO_LINES);
  const loaded = useStore(captions.store, ({ log }) => log?.loaded ?? false);
  const phrase = useStore(captions.store, ({ log }) => log?.phrase ?? null);
  const translating = useStore(captions.store, ({ log }) => log?.translating ?? null);
  const destination = useStore(captions.store, (state) => state.destination);
  const [flashing, setFlashing] = useState<string | null>(null);
  const [near, setNear] = useState<string | null>(null);
  const gone = useRef<LineDestination | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { following, setFollowing } = useFollow(scroller);
  const count = lines.length + (phrase ? 1 : 0);

  // The compiler is not used here, so nothing of the list is memoized that must not be.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    // The phrase takes the place of the line that it becomes.
    getItemKey: useCallback((index: number) => lines[index]?.id ?? `phrase-${index}`, [lines]),
    estimateSize: (index) => ROW * Math.max(1, Math.ceil((lines[index]?.text.length ?? 0) / PER_ROW)),
    overscan: 8,
    paddingStart: 10,
    paddingEnd: 72,
    anchorTo: 'end',
    followOnAppend: following,
    scrollEndThreshold: following ? 120 : -1,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
  });
  const { active, setActive, onKeyDown } = useLineKeys(lines, virtualizer);

  useLayoutEffect(() => {
    if (!destination || gone.current === destination) return;
    const index = lines.findIndex(({ id }) => id === destination.lineId);
    if (index < 0) return;
    gone.current = destination;
    setFollowing(false);
    setActive(destination.lineId);
    virtualizer.scrollToIndex(index, { align: 'center' });
    if (destination.flash) setFlashing(destination.lineId);
  }, [destination, lines, setActive, setFollowing, virtualizer]);

  useEffect(() => {
    if (flashing === null) return undefined;
    const timer = setTimeout(() => setFlashing(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashing]);

  // What is heard belongs to what is seen.
  useEffect(() => player.stop, [player]);

  // The newest stays in sight while it grows, and when the window shrinks.
  useLayoutEffect(() => {
    if (following && count > 0) virtualizer.scrollToEnd();
  }, [following, count, phrase, virtualizer]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !following) return undefined;
    const observer = new ResizeObserver(() => virtualizer.scrollToEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [following, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const reachable = items.some(({ index }) => lines[index]?.id === active) ? active : (lines[items[0]?.index ?? -1]?.id ?? null);
  return (
    <div className="transcript">
      <h2 className="visually-hidden">What was said</h2>
      {/* Focusable, so that the keys scroll it; silent, because finished lines are announced apart. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div className="transcript-scroller captions-scroller" ref={scroller} role="log" aria-live="off" aria-label="Captions" tabIndex={0} onKeyDown={onKeyDown}>
        {loaded && count === 0 ? <EmptyTranscript /> : null}
        <div className="transcript-turns" ref={virtualizer.containerRef}>
          {items.map(({ key, index }) => {
            const line = lines[index];
            if (!line && !phrase) return null;
            return (
              <div className="caption-row" key={key} data-index={index} ref={virtualizer.measureElement}>
                {line ? (
                  <LineRow
                    line={line}
                    names={line.speaker !== null && lines[index - 1]?.speaker !== line.speaker}
                    reachable={line.id === reachable}
                    near={line.id === near}
                    flash={line.id === flashing}
                    onReach={setActive}
                    onNear={setNear}
                  />
                ) : phrase ? (
                  <PhraseRow phrase={phrase} translation={translating?.clause ?? ''} language={translating?.to ?? null} />
                ) : null}
              </div>
            );
          })}
        </div>
      </div>
      <AskBar scroller={scroller} />
      {following ? null : (
        <NewestButton
          onGo={() => {
            setFollowing(true);
            virtualizer.scrollToEnd();
          }}
        />
      )}
    </div>
  );
}
