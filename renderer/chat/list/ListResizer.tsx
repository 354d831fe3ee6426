import { useState } from 'react';
import { useStore } from 'zustand';
import { LIST_WIDTH } from '../../createUi.ts';
import { useApp } from '../../useApp.ts';

const STEP = 16;

/** The edge of the list: dragged, or moved with the arrow keys, it changes the width; a double click resets it. */
export function ListResizer() {
  const { ui } = useApp();
  const width = useStore(ui.store, (state) => state.listWidth);
  const [dragging, setDragging] = useState(false);
  return (
    // A separator that can be moved is a control: it takes the focus (WAI-ARIA, window splitter).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      className={`list-resizer ${dragging ? 'dragging' : ''}`}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the list"
      aria-valuemin={LIST_WIDTH.least}
      aria-valuemax={LIST_WIDTH.most}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={(event) => {
        if (!dragging) return;
        const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
        ui.setListWidth(event.clientX - left);
      }}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      onDoubleClick={() => ui.setListWidth(LIST_WIDTH.usual)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        ui.setListWidth(width + step);
      }}
    />
  );
}
