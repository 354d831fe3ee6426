import { Popover } from '@base-ui/react/popover';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { formatCount } from '../../components/formatCount.ts';
import { formatSeconds } from '../../components/formatSeconds.ts';
import { formatSpeed } from '../../components/formatSpeed.ts';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';

/** Speed and first word of an answer; a click shows all that is known about how it was written. */
export function TurnInfo({ turn }: { turn: Turn }) {
  const { stats } = turn;
  const first = stats && formatSeconds(stats.timeToFirstTokenMs / 1_000);
  const speed = stats && formatSpeed(stats.tokensPerSecond);
  const facts: [string, string][] = [
    ['Written', new Date(turn.createdAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })],
    ...(turn.model ? [['Model', turn.model] satisfies [string, string]] : []),
    ...(stats
      ? ([
          ['Until the first word', first ?? ''],
          ['Speed', speed ?? ''],
          ['Tokens written', formatCount(stats.outputTokens)],
          ['Tokens read for it', formatCount(stats.promptTokens)],
          ['Already in memory', formatCount(stats.reusedTokens)],
          ['Left the live memory meanwhile', formatCount(stats.evictedTokens)],
        ] satisfies [string, string][])
      : []),
    ...(turn.source === 'import' ? [['Origin', 'imported'] satisfies [string, string]] : []),
  ];
  return (
    <Popover.Root>
      <Popover.Trigger className="turn-action turn-info">
        {speed ? `${speed} · ${first}` : 'Info'}
        <span className="visually-hidden">, about this answer</span>
      </Popover.Trigger>
      <PopoverPanel title="About this answer" side="top">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div className="facts-row" key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </PopoverPanel>
    </Popover.Root>
  );
}
