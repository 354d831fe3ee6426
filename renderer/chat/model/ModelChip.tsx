import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import type { ModelStatus } from '../../../app/models/ModelStatus.ts';
import { Button } from '../../components/Button.tsx';
import '../../components/Chip.css';
import { formatBytes } from '../../components/formatBytes.ts';
import { formatCount } from '../../components/formatCount.ts';
import { formatSeconds } from '../../components/formatSeconds.ts';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';
import { useApp } from '../../useApp.ts';
import './ModelChip.css';
import { MODEL_WORDS } from './modelWords.ts';

/** The name of the model and whether it is ready; a click says more. */
export function ModelChip() {
  const { model, ui } = useApp();
  const status = useStore(model, (state) => state.status);
  if (!status) return null;
  const { phase } = status;
  const dot = phase === 'ready' || phase === 'failed' ? phase : phase === 'absent' ? '' : 'busy';
  return (
    <Popover.Root>
      <Popover.Trigger className="chip model-chip">
        <span className={`dot ${dot}`} />
        <span className="model-chip-name">{status.model.name}</span>
        {phase === 'ready' ? <span className="visually-hidden">, ready</span> : <span className="model-chip-state">{MODEL_WORDS[phase]}</span>}
      </Popover.Trigger>
      <PopoverPanel title={status.model.name} align="start">
        <div className="model-panel">
          <p>{status.model.about}</p>
          <dl className="facts">
            {factsOf(status).map(([name, value]) => (
              <div className="facts-row" key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Button small onClick={() => ui.set({ dialog: 'model-file' })}>
            Use another file…
          </Button>
        </div>
      </PopoverPanel>
    </Popover.Root>
  );
}

function factsOf({ model, phase, engine }: ModelStatus): [string, string][] {
  return [
    ['State', MODEL_WORDS[phase]],
    ...(engine
      ? ([
          ['Runs on', engine.provider === 'cpu' ? 'processor' : engine.provider],
          ['Threads', formatCount(engine.threads)],
          ['Memory', formatBytes(engine.residentBytes)],
          ['Loaded in', formatSeconds(engine.loadSeconds)],
          ['Sees at once', `${formatCount(engine.contextSlots)} tokens`],
        ] satisfies [string, string][])
      : []),
    ['Licence', model.licence],
  ];
}
