import { useEffect, useRef, useState } from 'react';
import type { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';
import { useSetting } from '../../settings/useSetting.ts';

/** A slider being drawn along changes sixty times a second; the host is told when it rests for so long, in milliseconds. */
const REST_MS = 120;

/** The look of captions elsewhere: as it is being set, and stored a moment later. */
export function useOverlayStyle(): { style: OverlayStyle; change: (more: Partial<OverlayStyle>) => void } {
  const { value, set } = useSetting('captionOverlay');
  const [draft, setDraft] = useState<OverlayStyle | null>(null);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; save: () => void } | null>(null);
  const change = (more: Partial<OverlayStyle>): void => {
    const next = { ...value, ...draft, ...more };
    setDraft(next);
    if (waiting.current) clearTimeout(waiting.current.timer);
    const save = (): void => {
      waiting.current = null;
      setDraft(null);
      set(next);
    };
    waiting.current = { timer: setTimeout(save, REST_MS), save };
  };
  useEffect(
    () => () => {
      if (!waiting.current) return;
      clearTimeout(waiting.current.timer);
      waiting.current.save();
    },
    [],
  );
  return { style: draft ?? value, change };
}
