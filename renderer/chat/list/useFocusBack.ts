import { useEffect, useRef, type RefObject } from 'react';

/** For a control that gives way to a field while it is `away`: it takes the focus back, unless somebody else has it. */
export function useFocusBack<E extends HTMLElement>(away: boolean): RefObject<E | null> {
  const control = useRef<E>(null);
  const wasAway = useRef(away);
  useEffect(() => {
    if (wasAway.current && !away && document.activeElement === document.body) control.current?.focus();
    wasAway.current = away;
  }, [away]);
  return control;
}
