import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { FactCard } from './FactCard.tsx';
import './FactsPanel.css';
import { filterFacts } from './filterFacts.ts';

/** From this many facts on, a field narrows them down. */
const MANY = 8;

/** The facts ledger: what is known for good, in the person's hands. */
export function FactsPanel() {
  const { memory } = useApp();
  const facts = useStore(memory.store, ({ state }) => state?.facts ?? null);
  const [query, setQuery] = useState('');
  const shown = filterFacts(facts ?? [], query);
  return (
    <>
      <div className="facts-tools">
        {(facts?.length ?? 0) >= MANY || query !== '' ? (
          <input
            type="search"
            className="field facts-filter"
            aria-label="Find a fact"
            placeholder="Find a fact"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        ) : (
          <p className="memory-note">What is worth keeping for good.</p>
        )}
        <Button small onClick={() => memory.actions.ask({ kind: 'add-fact', value: '', turnId: null })}>
          <Plus className="icon-s" aria-hidden="true" />
          Add
        </Button>
      </div>
      {facts !== null && facts.length === 0 ? (
        <p className="memory-empty">
          No facts yet. Names, numbers, dates and wishes you mention are noted here by themselves, each with the message it came
          from; you can add, correct and forget them.
        </p>
      ) : facts !== null && shown.length === 0 ? (
        <p className="memory-empty">
          No fact has “{query.trim()}” in it.{' '}
          <button type="button" className="memory-link" onClick={() => setQuery('')}>
            Show all
          </button>
        </p>
      ) : (
        <ul className="memory-cards" aria-label="Facts">
          {shown.map((fact) => (
            <FactCard key={fact.id} fact={fact} />
          ))}
        </ul>
      )}
    </>
  );
}
