import { Mic, PanelLeftClose, Search } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ListResizer } from '../../chat/list/ListResizer.tsx';
import '../../chat/list/ConversationList.css';
import { useToday } from '../../chat/list/useToday.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';
import { groupRecordings } from './groupRecordings.ts';
import { LineHits } from './LineHits.tsx';
import './RecordingList.css';
import { RecordingRow } from './RecordingRow.tsx';

/** All recordings: a new one, the list in groups, and a search through what was said in any of them. */
export function RecordingList({ narrow }: { narrow: boolean }) {
  const { captions, ui } = useApp();
  const recordings = useStore(captions.store, (state) => state.recordings);
  const openId = useStore(captions.store, (state) => state.openId);
  const renaming = useStore(ui.store, (state) => (state.renaming?.where === 'list' ? state.renaming.id : null));
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const today = useToday();
  const groups = useMemo(() => groupRecordings(recordings ?? [], today), [recordings, today]);
  const searching = query.trim() !== '';
  const startNew = (): void => {
    captions.open(null);
    ui.set({ drawerOpen: false });
  };
  return (
    <nav className="list" aria-label="Recordings">
      <div className="list-find recordings-find">
        <Search className="icon-s" aria-hidden="true" />
        <input
          ref={field}
          type="search"
          value={query}
          maxLength={200}
          placeholder="Search what was said"
          aria-label="Search all recordings"
          data-recordings-search
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || query === '') return;
            event.stopPropagation();
            setQuery('');
          }}
        />
      </div>
      <div className="list-tools">
        <button type="button" className="list-new" aria-current={openId === null ? 'page' : undefined} onClick={startNew}>
          <Mic className="icon-s" aria-hidden="true" />
          New recording
        </button>
        <IconButton label="Hide recordings" shortcut="Ctrl+B" size={28} onClick={() => ui.toggleList(narrow)}>
          <PanelLeftClose className="icon-s" />
        </IconButton>
      </div>
      <div className="list-groups">
        {searching ? (
          <LineHits query={query} onClear={() => (setQuery(''), field.current?.focus())} />
        ) : (
          groups.map(({ name, recordings: group }) => (
            <section key={name} aria-label={name}>
              <h2 className="list-group">{name}</h2>
              <ul>
                {group.map((recording) => (
                  <RecordingRow key={recording.id} recording={recording} open={recording.id === openId} renaming={recording.id === renaming} />
                ))}
              </ul>
            </section>
          ))
        )}
        {!searching && recordings !== null && recordings.length === 0 ? (
          <p className="list-empty">What you have written down will stand here. It stays on this computer.</p>
        ) : null}
      </div>
      {narrow ? null : <ListResizer />}
    </nav>
  );
}
