import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LensToken } from '../../../app/memory/LensToken.ts';
import { formatCount } from '../../components/formatCount.ts';
import { describeToken } from './describeToken.ts';
import { layoutLens, rowOfToken } from './layoutLens.ts';
import { LensLine } from './LensLine.tsx';
import './LensView.css';
import { moveCursor } from './moveCursor.ts';

const ROW = 22;
/** Advance of JetBrains Mono at 12.5 px: 0.6 em. */
const CHARACTER = 7.5;
/** Within so many pixels of the end, the view stays at the end while tokens come in. */
const NEAR_END = 40;

/**
 * The tokens in rows, only those in sight drawn. One control for the keyboard: the arrows go from token to token, and
 * each says its text, its region and how much it matters, as it does under the pointer.
 */
export function LensView({ tokens }: { tokens: readonly LensToken[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(false);
  const [columns, setColumns] = useState(40);
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const rows = useMemo(() => layoutLens(tokens, columns), [tokens, columns]);
  // The rows in sight are asked for at every drawing; nothing of the library is kept beyond it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 12,
  });
  const at = Math.min(cursor, tokens.length - 1);
  const told = pointed ?? (focused ? at : null);
  const scored = tokens.some(({ score }) => score !== null);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = (): void => setColumns(Math.max(8, Math.floor((element.clientWidth - 4) / CHARACTER)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (atEnd.current && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [rows]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const next = moveCursor(rows, at, event.key);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
    setPointed(null);
    virtualizer.scrollToIndex(rowOfToken(rows, next));
  };
  return (
    <>
      <p className="lens-told">
        {told === null || !tokens[told] ? (
          <>
            {formatCount(tokens.length)} tokens, as the model has them before it.{' '}
            {scored ? 'Stronger colour stays longer.' : ''} Point at one, or use the arrow keys.
          </>
        ) : (
          describeToken(tokens[told])
        )}
      </p>
      <div
        ref={scroller}
        className="lens"
        role="slider"
        aria-label="Tokens in the live memory"
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={tokens.length}
        aria-valuenow={at + 1}
        aria-valuetext={tokens[at] ? describeToken(tokens[at]) : ''}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onPointerMove={(event) => setPointed(tokenAt(event))}
        onPointerLeave={() => setPointed(null)}
        onPointerDown={(event) => setCursor(tokenAt(event) ?? cursor)}
        onScroll={({ currentTarget: { scrollHeight, clientHeight, scrollTop } }) => {
          atEnd.current = scrollHeight - clientHeight - scrollTop < NEAR_END;
        }}
      >
        <div className="lens-rows" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const row = rows[index];
            return row ? (
              <div className="lens-row" key={key} style={{ transform: `translateY(${start}px)` }}>
                <LensLine row={row} tokens={tokens} marked={focused ? at : pointed} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </>
  );
}

function tokenAt(event: React.PointerEvent): number | null {
  const index = (event.target as HTMLElement).dataset['token'];
  return index === undefined ? null : Number(index);
}
