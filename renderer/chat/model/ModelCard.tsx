import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { formatBytes } from '../../components/formatBytes.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { useApp } from '../../useApp.ts';
import { describeModel } from './describeModel.ts';
import { describeProgress } from './describeProgress.ts';
import './ModelCard.css';
import { useSeconds } from './useSeconds.ts';

/** The model's way from nothing to ready, and what can be done about it. Nothing once it is ready. */
export function ModelCard() {
  const { model, ui } = useApp();
  const { status, phaseSince } = useStore(model);
  const moving = status !== null && !['absent', 'failed', 'ready'].includes(status.phase);
  const seconds = useSeconds(phaseSince, moving);
  if (!status || status.phase === 'ready') return null;
  const { phase, source, notes } = status;
  const { words, share } = describeProgress(status, seconds);
  return (
    <section className={`model-card ${phase}`} aria-label="The model">
      <div className="model-card-head">
        <span className={`dot ${phase === 'failed' ? 'failed' : moving ? 'busy' : ''}`} />
        <p role={phase === 'failed' ? 'alert' : undefined}>{describeModel(status)}</p>
        {moving ? <span className="model-card-words">{words}</span> : null}
      </div>
      {moving ? <ProgressBar value={share} label={words} /> : null}
      {source !== null && phase === 'downloading' ? <p className="model-card-note">From {source}</p> : null}
      {notes.length > 0 && phase !== 'loading' && phase !== 'restarting' ? (
        <ul className="model-card-notes" aria-label="What was tried">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      <ModelCardActions onChooseFile={() => ui.set({ dialog: 'model-file' })} />
    </section>
  );
}

function ModelCardActions({ onChooseFile }: { onChooseFile: () => void }) {
  const { model, models } = useApp();
  const status = useStore(model, (state) => state.status);
  if (!status) return null;
  switch (status.phase) {
    case 'absent':
      return (
        <div className="model-card-actions">
          <Button small kind="primary" onClick={() => void models.install(null)}>
            Get {status.model.name}
            {status.model.downloadBytes > 0 ? ` (${formatBytes(status.model.downloadBytes)})` : ''}
          </Button>
          <Button small onClick={onChooseFile}>
            Use a file…
          </Button>
        </div>
      );
    case 'failed':
      return (
        <div className="model-card-actions">
          <Button small kind="primary" onClick={() => void models.retry()}>
            Try again
          </Button>
          <Button small onClick={onChooseFile}>
            Use a file…
          </Button>
        </div>
      );
    case 'downloading':
    case 'verifying':
    case 'importing':
      return (
        <div className="model-card-actions">
          <Button small onClick={() => void models.cancel()}>
            Cancel
          </Button>
        </div>
      );
    case 'loading':
    case 'restarting':
    case 'ready':
      return null;
  }
}
