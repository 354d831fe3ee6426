import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../../useApp.ts';

/** What takes a space as a letter, or has a use for the key itself. */
const TYPES = 'input:not([type="radio"]), textarea, select, [contenteditable="true"], [role="menu"] *, [role="dialog"] *';

/** Held while the person speaks; so is Space, wherever the focus is, but where a space is typed. */
export function HoldButton() {
  const { talk } = useApp().voice;
  const pressed = useStore(talk.store, (state) => state.pressed);
  useEffect(() => {
    const isOurs = ({ key, target }: KeyboardEvent): boolean => key === ' ' && !(target instanceof Element && target.matches(TYPES));
    const onDown = (event: KeyboardEvent): void => {
      if (!isOurs(event)) return;
      // Neither a click on what has the focus, nor a page further down.
      event.preventDefault();
      if (!event.repeat) talk.press();
    };
    const onUp = (event: KeyboardEvent): void => {
      if (event.key !== ' ') return;
      if (talk.store.getState().pressed) event.preventDefault();
      talk.release();
    };
    // Who looks elsewhere has let go.
    const stops = new AbortController();
    window.addEventListener('keydown', onDown, { signal: stops.signal });
    window.addEventListener('keyup', onUp, { signal: stops.signal });
    window.addEventListener('blur', talk.release, { signal: stops.signal });
    return () => {
      stops.abort();
      talk.release();
    };
  }, [talk]);
  return (
    <button
      type="button"
      className={`talk-hold ${pressed ? 'pressed' : ''}`}
      aria-pressed={pressed}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        talk.press();
      }}
      onPointerUp={talk.release}
      onPointerCancel={talk.release}
    >
      {pressed ? 'Let go to send' : 'Hold to talk'}
      <kbd>Space</kbd>
    </button>
  );
}
