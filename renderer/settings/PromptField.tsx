import { useEffect, useState } from 'react';

const MOST = 20_000;

/** A longer text; taken over when the field is left. */
export function PromptField({ id, value, onChange }: { id: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <textarea
      id={id}
      className="field prompt"
      rows={4}
      maxLength={MOST}
      value={text}
      aria-describedby={`${id}-help`}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => (text === value ? undefined : onChange(text))}
    />
  );
}
