import { useLayoutEffect, useRef, type ComponentProps, type RefObject } from 'react';
import './GrowingTextarea.css';

/** Chromium grows a field by itself; others are helped. */
const GROWS_BY_ITSELF = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

/** A text field that is as tall as its text, up to `lines` lines; then it scrolls. */
export function GrowingTextarea({
  ref,
  lines,
  ...rest
}: ComponentProps<'textarea'> & { ref?: RefObject<HTMLTextAreaElement | null>; lines: number; value: string }) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = ref ?? own;
  const { value } = rest;
  useLayoutEffect(() => {
    const element = area.current;
    // Read here, because the height follows from the text.
    if (GROWS_BY_ITSELF || !element || element.value !== value) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [area, value]);
  return <textarea ref={area} className="growing-textarea" dir="auto" rows={1} style={{ maxHeight: `${lines * 24}px` }} {...rest} />;
}
