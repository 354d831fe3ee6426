import { memo, useEffect, useSyncExternalStore } from 'react';
import remend from 'remend';
import { closeTable } from './closeTable.ts';
import { mayHoldMaths, normaliseMaths } from './normaliseMaths.ts';
import { renderMarkdown } from './renderMarkdown.tsx';
import { richParts } from './richParts.ts';

/**
 * One block of a message. While it is still being written (`growing`) its unfinished constructs are closed, so that
 * nothing flickers when they end, and its code has no colours yet.
 */
export const MarkdownBlock = memo(function MarkdownBlock({ text, growing }: { text: string; growing: boolean }) {
  const highlight = useSyncExternalStore(richParts.subscribe, () => richParts.get().highlight);
  const maths = mayHoldMaths(text);
  const code = !growing && (text.includes('```') || text.includes('~~~'));
  useEffect(() => {
    if (maths) richParts.need('katex');
    if (code) richParts.need('highlight');
  }, [maths, code]);
  const normal = maths ? normaliseMaths(text) : text;
  const whole = growing ? remend(closeTable(normal), { linkMode: 'text-only', images: true, htmlTags: false }) : normal;
  return renderMarkdown(whole, { maths, highlight: code ? highlight : null, keep: !growing });
});
