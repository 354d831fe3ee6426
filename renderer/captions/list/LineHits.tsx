import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { formatClock } from '../formatClock.ts';
import { Marked } from '../Marked.tsx';
import { recordingTitle } from '../recordingTitle.ts';
import { useSpokenText } from '../useSpokenText.ts';
import { useLineSearch } from './useLineSearch.ts';

/** What a search through all recordings found; a hit opens its recording there. */
export function LineHits({ query, onClear }: { query: string; onClear: () => void }) {
  const { captions, ui } = useApp();
  const spoken = useSpokenText();
  const recordings = useStore(captions.store, (state) => state.recordings);
  const { query: asked, lines, problem } = useLineSearch(query);
  if (problem !== null) {
    return (
      <p className="line-hits-empty" role="alert">
        {problem}
      </p>
    );
  }
  if (lines === null) return null;
  if (lines.length === 0) {
    return (
      <div className="line-hits-empty" role="status">
        Nobody said “{asked}” in any recording.
        <Button small onClick={onClear}>
          Clear
        </Button>
      </div>
    );
  }
  const titles = new Map(recordings?.map((recording) => [recording.id, recordingTitle(recording)]));
  return (
    <ul className="line-hits" aria-label="Found lines">
      {lines.map((line) => (
        <li key={line.id}>
          <button
            type="button"
            className="line-hit"
            onClick={() => {
              captions.open(line.recordingId, line.id);
              ui.set({ drawerOpen: false });
            }}
          >
            <small>
              <span>{titles.get(line.recordingId) ?? 'Recording'}</span>
              <span>{formatClock(line.startMs)}</span>
            </small>
            <p>
              <Marked text={spoken(line.text)} query={asked} />
            </p>
          </button>
        </li>
      ))}
    </ul>
  );
}
