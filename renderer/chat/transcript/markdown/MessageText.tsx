import { useMemo } from 'react';
import { MarkdownBlock } from './MarkdownBlock.tsx';
import { splitBlocks } from './splitBlocks.ts';
import './MessageText.css';

/** The text of a message. While it grows, only its last block is parsed again. */
export function MessageText({ text, growing }: { text: string; growing: boolean }) {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  return (
    <div className={`md ${growing ? 'growing' : ''}`} dir="auto">
      {blocks.map((block, index) => (
        // Blocks are only ever added at the end: their index is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <MarkdownBlock key={index} text={block} growing={growing && index === blocks.length - 1} />
      ))}
      {growing && blocks.length === 0 ? <p className="md-empty" /> : null}
    </div>
  );
}
