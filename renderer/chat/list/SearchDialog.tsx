import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { SearchHit } from '../../../app/contract/services/conversations.ts';
import { useApp } from '../../useApp.ts';
import './SearchDialog.css';
import { useSearch } from './useSearch.ts';

/** Searches everything that was ever said. Up and down choose, Enter goes there. */
export function SearchDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="modal-scrim" />
        <Dialog.Popup className="search">
          <Dialog.Title className="visually-hidden">Search everything</Dialog.Title>
          <SearchPanel />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SearchPanel() {
  const { list } = useApp();
  const [query, setQuery] = useState('');
  const found = useSearch(query);
  const { hits, problem } = found;
  const stale = found.query !== query.trim();
  /** Enter was pressed before the hits of the whole query had come */
  const [hurried, setHurried] = useState(false);
  const [chosen, setChosen] = useState(0);
  const results = useRef<HTMLDivElement>(null);
  const id = useId();
  const at = Math.min(chosen, (hits?.length ?? 0) - 1);

  useEffect(() => {
    // Newer browsers return a promise here, which is no clean-up.
    results.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  useEffect(() => {
    const first = hits?.[0];
    if (hurried && !stale && first) void list.openHit(first.conversationId, first.turnId);
  }, [hurried, stale, hits, list]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits && hits.length > 0) {
      event.preventDefault();
      setChosen((at + step + hits.length) % hits.length);
    }
    const hit = hits?.[at];
    if (event.key !== 'Enter') return;
    if (stale) setHurried(true);
    else if (hit) void list.openHit(hit.conversationId, hit.turnId);
  };
  return (
    <>
      <div className="search-field">
        <Search className="icon" strokeWidth={1.6} aria-hidden="true" />
        <input
          // At once: what is typed right after Ctrl+K must not land in the message behind.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
            setHurried(false);
          }}
          onKeyDown={onKeyDown}
          placeholder="Search everything that was said"
          aria-label="Search everything"
          role="combobox"
          aria-expanded={hits !== null && hits.length > 0}
          aria-controls={`${id}-results`}
          aria-autocomplete="list"
          {...(hits && hits.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          maxLength={1_000}
          spellCheck={false}
        />
        <kbd aria-hidden="true">Esc</kbd>
      </div>
      <p className="visually-hidden" role="status">
        {hits === null ? '' : `${hits.length} found`}
      </p>
      {problem === null ? null : (
        <p className="search-note" role="alert">
          {problem}
        </p>
      )}
      <div className="search-results" id={`${id}-results`} ref={results} role="listbox" aria-label="Found">
        {hits?.map((hit, index) => (
          <SearchResult
            key={`${hit.conversationId} ${hit.turnId ?? ''}`}
            id={`${id}-${index}`}
            hit={hit}
            chosen={index === at}
            onPoint={() => setChosen(index)}
            onChoose={() => void list.openHit(hit.conversationId, hit.turnId)}
          />
        ))}
      </div>
      {hits !== null && hits.length === 0 ? (
        <div className="search-note">
          <p>Nothing was found for “{query.trim()}”.</p>
          <button type="button" onClick={() => setQuery('')}>
            Clear the search
          </button>
        </div>
      ) : null}
      {query.trim() === '' ? <p className="search-note">Every word of every conversation, also of those the model no longer sees.</p> : null}
    </>
  );
}

function SearchResult(props: { id: string; hit: SearchHit; chosen: boolean; onPoint: () => void; onChoose: () => void }) {
  const { hit } = props;
  const who = hit.role === 'user' ? 'You' : hit.role === 'assistant' ? 'Headwater' : 'Name';
  return (
    // The keyboard stays in the search field, which points at the chosen result (WAI-ARIA, combobox).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.chosen}
      className="search-result"
      onMouseMove={props.onPoint}
      onClick={props.onChoose}
    >
      <div className="search-where">
        <b>{hit.title || 'New conversation'}</b>
        <span>{who}</span>
        <time dateTime={new Date(hit.createdAt).toISOString()}>
          {new Date(hit.createdAt).toLocaleDateString([], { dateStyle: 'medium' })}
        </time>
      </div>
      <p>
        {hit.snippet.map(({ text, match }, index) =>
          // Runs of one snippet: their place is their identity.
          // oxlint-disable-next-line react/no-array-index-key
          match ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
        )}
      </p>
    </div>
  );
}
