import { Check, Copy, WrapText } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useCopy } from '../../../components/useCopy.ts';
import './CodeBlock.css';

/** Lines shown before "Show all": more would push the rest of the answer out of reach. */
const LINES = 400;

/** A block of code: its language, Copy, and a switch that wraps long lines. */
export function CodeBlock({ code, language, children }: { code: string; language: string | null; children: ReactNode }) {
  const [wrap, setWrap] = useState(false);
  const [all, setAll] = useState(false);
  const { copied, words, copy } = useCopy();
  const lines = code.split('\n').length;
  return (
    <figure className="code" dir="ltr" aria-label={language ? `Code, ${language}` : 'Code'}>
      <figcaption className="code-head">
        <span>{language ?? 'code'}</span>
        <button type="button" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
          <WrapText aria-hidden="true" />
          Wrap
        </button>
        <button type="button" onClick={() => void copy(code)}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {words ?? 'Copy'}
        </button>
      </figcaption>
      {/* Focusable, because code that scrolls sideways must do so by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={`${wrap ? 'wrap' : ''} ${lines > LINES && !all ? 'capped' : ''}`} tabIndex={0}>
        {children}
      </pre>
      {lines > LINES ? (
        <button type="button" className="code-all" onClick={() => setAll(!all)}>
          {all ? 'Show less' : `Show all ${lines.toLocaleString()} lines`}
        </button>
      ) : null}
    </figure>
  );
}
