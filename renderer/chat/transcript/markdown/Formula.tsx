import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { richParts } from './richParts.ts';

/**
 * A formula, set by KaTeX. It writes its elements itself: HTML with style attributes, which the usual plugin makes, is
 * forbidden by the window's policy. Until KaTeX is there, and where it cannot read the formula, its source is shown.
 */
export function Formula({ tex, display }: { tex: string; display: boolean }) {
  const katex = useSyncExternalStore(richParts.subscribe, () => richParts.get().katex);
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (!place.current || !katex) return;
    try {
      katex.render(tex, place.current, { displayMode: display, strict: 'ignore', throwOnError: true });
    } catch {
      place.current.textContent = tex;
    }
  }, [katex, tex, display]);
  return (
    // A wide formula scrolls sideways, by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <span className={display ? 'md-formula display' : 'md-formula'} dir="ltr" ref={place} {...(display ? { tabIndex: 0 } : {})}>
      {tex}
    </span>
  );
}
