import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import { formatCount } from '../../components/formatCount.ts';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';
import { useApp } from '../../useApp.ts';
import './ContextMeter.css';
import { regionParts, usedTokens } from './regions.ts';

/** How much of the live memory is taken; a click explains it part by part. */
export function ContextMeter({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { chat } = useApp();
  const usage = useStore(chat.store, ({ transcript }) => transcript?.usage ?? null);
  if (!usage) return null;
  const used = usedTokens(usage);
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger className="chip meter">
        <span className="visually-hidden">What the model sees: </span>
        {formatCount(used)} <span className="meter-of">of {formatCount(usage.budget)}</span>
      </Popover.Trigger>
      <PopoverPanel title="What the model sees now">
        <div className="meter-panel">
          <div className="meter-band" aria-hidden="true">
            {regionParts(usage).map(({ region, tokens }) => (
              <i key={region} className={`region-swatch region-${region}`} style={{ flexGrow: tokens }} />
            ))}
          </div>
          <table className="meter-legend">
            <caption className="visually-hidden">Tokens by part of the live memory</caption>
            <tbody>
              {regionParts(usage).map(({ region, name, about, tokens }) => (
                <tr key={region}>
                  <th scope="row">
                    <i className={`region-swatch region-${region}`} aria-hidden="true" />
                    {name}
                    <small>{about}</small>
                  </th>
                  <td>{formatCount(tokens)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="meter-note">
            {usage.evictedTokens > 0
              ? `At least ${formatCount(usage.evictedTokens)} tokens of this conversation left the live memory. They are kept word for word and you can read and search them; the model no longer sees them.`
              : 'The model sees this whole conversation. When the live memory is full, the oldest messages leave it; they stay here, word for word.'}
          </p>
        </div>
      </PopoverPanel>
    </Popover.Root>
  );
}
