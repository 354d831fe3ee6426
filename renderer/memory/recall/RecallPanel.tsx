import { useStore } from 'zustand';
import { formatBytes } from '../../components/formatBytes.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { useApp } from '../../useApp.ts';
import { describeIndex } from './describeIndex.ts';
import './RecallPanel.css';
import { TryRecall } from './TryRecall.tsx';

/** What recall finds: a place to try it, and how far this conversation is indexed. */
export function RecallPanel({ conversationId }: { conversationId: string }) {
  const { memory, settings } = useApp();
  const state = useStore(memory.store, (view) => view.state);
  const on = useStore(settings, (now) => now.settings?.recall ?? true);
  return (
    <>
      <TryRecall conversationId={conversationId} />
      <section aria-labelledby="memory-index">
        <h3 id="memory-index">How it finds</h3>
        {on ? null : <p className="memory-note recall-off">Recall is turned off in the settings: nothing is brought back for answers.</p>}
        {state === null ? null : (
          <>
            <p className="memory-empty" role="status">
              {describeIndex(state)}
            </p>
            {state.embedding.phase === 'downloading' || state.embedding.phase === 'importing' ? (
              <ProgressBar value={state.embedding.progress} label="The model that finds by meaning" />
            ) : state.embedding.phase === 'ready' && state.indexed.done < state.indexed.total ? (
              <ProgressBar value={state.indexed.done / state.indexed.total} label="Passages found by meaning" />
            ) : null}
            {state.embedding.note === null ? null : <p className="memory-note">{state.embedding.note}</p>}
          </>
        )}
      </section>
      {state === null ? null : (
        <section aria-labelledby="memory-disk">
          <h3 id="memory-disk">On disk</h3>
          <p className="memory-empty">
            {state.diskBytes === 0
              ? 'No live memory of this conversation is saved. It is read again when it is opened.'
              : `${formatBytes(state.diskBytes)} of saved memory, so that this conversation goes on without being read again.`}
          </p>
        </section>
      )}
    </>
  );
}
