import { memo, useEffect, useSyncExternalStore } from 'react';
import remend from 'remend';
import { mayHoldMaths, normaliseMaths } from './normaliseMaths.ts';
import { renderMarkdown } from './renderMarkdown.tsx';
import { richPlugins } from './richPlugins.ts';

/**
 * One block of a message. While it is still being written (`growing`) its unfinished constructs are closed, so that
 * nothing flickers when they end, and its code has no colours yet.
 */
export const MarkdownBlock = memo(function MarkdownBlock({ text, growing }: { text: string; growing: boolean }) {
  const plugins = useSyncExternalStore(richPlugins.subscribe, richPlugins.get);
  const maths = mayHoldMaths(text);
  const highlight = !growing && (text.includes('```') || text.includes('~~~'));
  useEffect(() => {
    if (maths) richPlugins.need('maths');
    if (highlight) richPlugins.need('highlight');
  }, [maths, highlight]);
  const normal = maths ? normaliseMaths(text) : text;
  const whole = growing ? remend(normal, { linkMode: 'text-only', images: true, htmlTags: false }) : normal;
  return renderMarkdown(whole, plugins, maths, highlight);
});
