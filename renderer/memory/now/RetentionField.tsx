import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import { SelectField } from '../../settings/SelectField.tsx';
import { useApp } from '../../useApp.ts';
import { RETENTION_CHOICES } from './retentionChoices.ts';
import './RetentionField.css';

/** The choice that is none of its own. */
const AS_SET = 'settings';
type Chosen = RetentionPolicy | typeof AS_SET;

/**
 * Which words of this conversation stay before the model when it cannot see all of them.
 *
 * @param readFor the last answer of which is known what the model saw; a change counts from the one after it
 */
export function RetentionField({ conversationId, readFor }: { conversationId: string; readFor: string | null }) {
  const { conversations, settings, memory } = useApp();
  const own = useStore(conversations, ({ list }) => list?.find(({ id }) => id === conversationId)?.retention ?? null);
  const usual = useStore(settings, (state) => state.settings?.retention ?? 'sinks');
  const [changedAfter, setChangedAfter] = useState<{ readonly answer: string | null } | null>(null);
  const waits = changedAfter !== null && changedAfter.answer === readFor;
  const told = useRef<HTMLParagraphElement>(null);
  // The field stands at the end of the panel: what it says would stand below it.
  useEffect(() => {
    if (waits) told.current?.scrollIntoView({ block: 'nearest' });
  }, [waits]);
  const { label, about } = choiceOf(own ?? usual);
  const options: readonly { value: Chosen; label: string }[] = [
    { value: AS_SET, label: 'As in the settings' },
    ...RETENTION_CHOICES,
  ];
  const choose = async (value: Chosen): Promise<void> => {
    const done = await memory.actions.setRetention(conversationId, value === AS_SET ? null : value);
    if (done) setChangedAfter({ answer: readFor });
  };
  return (
    <section className="retention" aria-labelledby="retention-label">
      <h3>
        <label id="retention-label" htmlFor="retention-here">
          What stays in sight
        </label>
      </h3>
      <SelectField id="retention-here" value={own ?? AS_SET} options={options} onChange={(value) => void choose(value)} />
      <p id="retention-here-help" className="memory-note">
        {own === null ? `${label}. ${about}` : about}
      </p>
      <p ref={told} role="status" className="retention-change">
        {waits ? 'Changed. With your next message the live memory is built anew from the text, which takes a moment.' : ''}
      </p>
    </section>
  );
}

function choiceOf(policy: RetentionPolicy): (typeof RETENTION_CHOICES)[number] {
  return RETENTION_CHOICES.find(({ value }) => value === policy) ?? RETENTION_CHOICES[0]!;
}
