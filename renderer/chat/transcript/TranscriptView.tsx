import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useStore } from 'zustand';
import { useApp } from '../../useApp.ts';
import type { ChatState } from '../ChatState.ts';
import { EndButton } from './EndButton.tsx';
import { estimateHeight } from './estimateHeight.ts';
import { MemoryDivider } from './MemoryDivider.tsx';
import './TranscriptView.css';
import { TurnView } from './TurnView.tsx';
import { useEdgeKeys } from './useEdgeKeys.ts';
import { useFollow } from './useFollow.ts';

/** Rows from the edge of what is loaded at which the next page is fetched. */
const NEAR_EDGE = 20;
const FLASH_MS = 2_400;
/** Going to a turn takes a few frames, in which rows are measured; no page may come in between and shift the rows. */
const ARRIVAL_MS = 400;
const NO_TURNS: NonNullable<ChatState['transcript']>['turns'] = [];

/** The turns of the open conversation. Only those in sight are in the page, so thousands of them cost nothing. */
export function TranscriptView() {
  const { chat, settings } = useApp();
  const turns = useStore(chat.store, ({ transcript }) => transcript?.turns ?? NO_TURNS);
  const earlier = useStore(chat.store, ({ transcript }) => transcript?.earlier ?? 0);
  const later = useStore(chat.store, ({ transcript }) => transcript?.later ?? 0);
  const evicted = useStore(chat.store, ({ transcript }) => (transcript?.usage?.evictedTokens ?? 0) > 0);
  const firstWhole = useStore(chat.store, ({ transcript }) => transcript?.usage?.firstWholeTurnId ?? null);
  const destination = useStore(chat.store, ({ destination }) => destination);
  const editingId = useStore(chat.store, ({ editing }) => editing?.turnId ?? null);
  const idle = useStore(chat.store, ({ transcript }) => transcript?.activity.kind === 'idle');
  const mayFollow = useStore(settings, (state) => state.settings?.followAnswer ?? true);
  const [flashing, setFlashing] = useState<string | null>(null);
  const [arrivedAt, setArrivedAt] = useState<ChatState['destination']>(null);
  const underWay = destination && destination.kind !== 'end' && arrivedAt !== destination;
  const scroller = useRef<HTMLDivElement>(null);
  const { following, setFollowing } = useFollow(scroller);
  const sticks = following && later === 0 && (mayFollow || idle);
  const editingIndex = editingId === null ? -1 : turns.findIndex(({ id }) => id === editingId);

  const virtualizer = useVirtualizer({
    count: turns.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => turns[index]?.id ?? index, [turns]),
    estimateSize: (index) => (turns[index] ? estimateHeight(turns[index]) : 80),
    overscan: 6,
    paddingStart: 26,
    paddingEnd: 20,
    anchorTo: 'end',
    followOnAppend: sticks,
    scrollEndThreshold: sticks ? 120 : -1,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    // A turn that is being changed stays in the page when it is out of sight: it holds the focus.
    rangeExtractor: (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      return editingIndex < 0 || indexes.includes(editingIndex) ? indexes : [...indexes, editingIndex].toSorted((a, b) => a - b);
    },
  });

  useLayoutEffect(() => {
    if (!destination) return;
    if (destination.kind === 'end') {
      setFollowing(true);
      virtualizer.scrollToEnd();
      return;
    }
    if (destination.kind === 'start') {
      setFollowing(false);
      virtualizer.scrollToIndex(0, { align: 'start' });
      return;
    }
    const index = turns.findIndex(({ id }) => id === destination.turnId);
    if (index < 0) return;
    setFollowing(false);
    virtualizer.scrollToIndex(index, { align: destination.flash ? 'center' : 'auto' });
    if (destination.flash) setFlashing(destination.turnId);
    // Only a new destination moves the reader, not the turns that come and go.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [destination]);

  useEffect(() => {
    const timer = setTimeout(() => setArrivedAt(destination), ARRIVAL_MS);
    return () => clearTimeout(timer);
  }, [destination]);

  useEffect(() => {
    if (flashing === null) return undefined;
    const timer = setTimeout(() => setFlashing(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashing]);

  useEffect(() => {
    if (editingIndex >= 0) virtualizer.scrollToIndex(editingIndex, { align: 'auto' });
    // When the change begins, not whenever turns are added above.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [editingId]);

  // A composer that grows, or a window that shrinks, must not hide the end from who reads it.
  useEffect(() => {
    const element = scroller.current;
    if (!element || !sticks) return undefined;
    const observer = new ResizeObserver(() => virtualizer.scrollToEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [sticks, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (turns.length === 0 || underWay) return;
    if (earlier > 0 && first < NEAR_EDGE) void chat.load('earlier');
    if (later > 0 && last > turns.length - NEAR_EDGE) void chat.load('later');
  }, [chat, earlier, later, first, last, turns.length, underWay]);

  const top = useCallback(
    () => chat.reads(sticks ? null : (turns[virtualizer.getVirtualItemForOffset(virtualizer.scrollOffset ?? 0)?.index ?? -1]?.id ?? null)),
    [chat, sticks, turns, virtualizer],
  );
  useEffect(top, [top]);
  useEdgeKeys(scroller, useCallback((kind) => void chat.go({ kind }), [chat]));

  return (
    <div className="transcript">
      <h2 className="visually-hidden">Messages</h2>
      {/* Focusable, so that the keys scroll it; silent, because finished sentences are announced apart. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="transcript-scroller" ref={scroller} role="log" aria-live="off" aria-label="Conversation" tabIndex={0} onScroll={top}>
        <div className="transcript-turns" ref={virtualizer.containerRef}>
          {items.map(({ key, index }) => {
            const turn = turns[index];
            if (!turn) return null;
            const divider = evicted && turn.id === firstWhole && (index > 0 || earlier > 0);
            return (
              <div className="transcript-row" key={key} data-index={index} ref={virtualizer.measureElement}>
                {divider ? <MemoryDivider before={earlier + index} /> : null}
                <TurnView
                  turn={turn}
                  last={index === turns.length - 1 && later === 0}
                  editing={turn.id === editingId}
                  flash={turn.id === flashing}
                />
              </div>
            );
          })}
        </div>
      </div>
      {following && later === 0 ? null : <EndButton scroller={scroller} onGo={() => void chat.go({ kind: 'end' })} />}
    </div>
  );
}
