import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../components/formatCount.ts';
import { Tip } from '../../components/Tip.tsx';
import { useLastEvidence } from '../../memory/evidence/useLastEvidence.ts';
import { memoryParts } from '../../memory/now/memoryParts.ts';
import { useApp } from '../../useApp.ts';
import './StreamBand.css';

/**
 * The stream: what the model can see right now, part by part and to scale. Each part has its name on hover and on
 * focus; the arrow keys go from one to the next; a click explains.
 */
export function StreamBand({ onExplain }: { onExplain: () => void }) {
  const { chat } = useApp();
  const usage = useStore(chat.store, ({ transcript }) => transcript?.usage ?? null);
  const [current, setCurrent] = useState(0);
  const band = useRef<HTMLDivElement>(null);
  const { evidence } = useLastEvidence();
  const parts = usage ? memoryParts(usage, evidence) : [];
  const active = Math.min(current, parts.length - 1);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (active + step + parts.length) % parts.length;
    setCurrent(next);
    band.current?.querySelectorAll('button')[next]?.focus();
  };
  if (parts.length === 0) return <div className="stream" aria-hidden="true" />;
  return (
    <div className="stream" ref={band} role="toolbar" aria-label="What the model sees now">
      {parts.map(({ key, region, name, about, tokens }, index) => (
        <Tip key={key} side="bottom" text={`${name}: ${formatCount(tokens)} · ${about}`}>
          <button
            type="button"
            className="stream-part"
            style={{ flexGrow: tokens }}
            tabIndex={index === active ? 0 : -1}
            aria-label={`${name}: ${formatCount(tokens)} tokens, ${about}`}
            onKeyDown={onKeyDown}
            onFocus={() => setCurrent(index)}
            onClick={onExplain}
          >
            <i className={`region-${region}`} />
          </button>
        </Tip>
      ))}
    </div>
  );
}
