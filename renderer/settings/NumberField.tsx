import { useEffect, useState } from 'react';

/** A number within limits. It is taken over when the field is left or Enter is pressed, so that typing is never disturbed. */
export function NumberField(props: {
  id: string;
  value: number | null;
  least: number;
  most: number;
  step: number;
  /** shown while `value` is null, which an empty field means */
  placeholder?: string;
  onChange: (value: number | null) => void;
}) {
  const { id, value, least, most, step, placeholder, onChange } = props;
  const [text, setText] = useState(value === null ? '' : String(value));
  useEffect(() => setText(value === null ? '' : String(value)), [value]);

  const take = (): void => {
    const typed = text.trim() === '' ? null : Number(text);
    if (typed === null ? placeholder === undefined : !Number.isFinite(typed)) {
      setText(value === null ? '' : String(value));
      return;
    }
    const next = typed === null ? null : Math.min(most, Math.max(least, step >= 1 ? Math.round(typed) : typed));
    setText(next === null ? '' : String(next));
    if (next !== value) onChange(next);
  };
  return (
    <input
      id={id}
      className="field number"
      type="number"
      inputMode="decimal"
      min={least}
      max={most}
      step={step}
      value={text}
      placeholder={placeholder}
      aria-describedby={`${id}-help`}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => (event.key === 'Enter' ? take() : undefined)}
    />
  );
}
