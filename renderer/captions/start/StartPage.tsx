import { useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../../useApp.ts';
import { PrepareCard } from './PrepareCard.tsx';
import { SourceForm } from './SourceForm.tsx';
import './StartPage.css';

/** A new recording: the first time, what has to be fetched for it; then what to listen to. */
export function StartPage() {
  const { captioning, captions } = useApp();
  const status = useStore(captions.store, (state) => state.status);
  const phase = status?.phase ?? null;
  // What was chosen stays while something is prepared once more, as when the processes start again.
  const [wasReady, setWasReady] = useState(false);
  if (phase === 'ready' && !wasReady) setWasReady(true);
  return (
    <div className="captions-start">
      <div className="captions-start-column">
        <h2>Captions as they are spoken</h2>
        <p className="captions-lead">
          Headwater writes down what a microphone, this computer or a file says. It all happens on this computer, and nothing is kept that you do
          not keep.
        </p>
        {status === null || phase === 'ready' ? null : (
          <PrepareCard
            status={status}
            needed="What captions need"
            prepare={() => void captioning.prepare()}
            cancel={() => void captioning.cancelPrepare()}
          />
        )}
        {wasReady && phase !== 'absent' ? <SourceForm /> : null}
      </div>
    </div>
  );
}
