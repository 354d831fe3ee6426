import { useState } from 'react';

const MOST = 20_000;

/** A longer text; taken over when the field is left. */
export function PromptField({ id, value, onChange }: { id: string; value: string; onChange: (value: string) => void }) {
  /** null while nothing is being typed */
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <textarea
      id={id}
      className="field prompt"
      rows={4}
      maxLength={MOST}
      value={typed ?? value}
      aria-describedby={`${id}-help`}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed !== null && typed !== value) onChange(typed);
        setTyped(null);
      }}
    />
  );
}
