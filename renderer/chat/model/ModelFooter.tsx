import { useStore } from 'zustand';
import { formatBytes } from '../../components/formatBytes.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { useApp } from '../../useApp.ts';
import { describeProgress } from './describeProgress.ts';
import './ModelFooter.css';
import { MODEL_WORDS } from './modelWords.ts';
import { useSeconds } from './useSeconds.ts';

/** The foot of the list: the model, what it takes of the memory, and how it is. */
export function ModelFooter() {
  const { model } = useApp();
  const { status, phaseSince } = useStore(model);
  const moving = status !== null && !['absent', 'failed', 'ready'].includes(status.phase);
  const seconds = useSeconds(phaseSince, moving);
  if (!status) return null;
  const { words, share } = describeProgress(status, seconds);
  return (
    <footer className="model-footer">
      <div className="model-footer-row">
        <span className="model-footer-name">{status.model.name}</span>
        <span className="model-footer-fact">
          {status.engine ? formatBytes(status.engine.residentBytes) : MODEL_WORDS[status.phase]}
        </span>
      </div>
      {moving ? (
        <>
          <ProgressBar value={share} label={`${status.model.name}: ${words}`} />
          <span className="model-footer-words">{words}</span>
        </>
      ) : null}
    </footer>
  );
}
