import { useState } from 'react';

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
  /** null while nothing is being typed */
  const [typed, setTyped] = useState<string | null>(null);

  const take = (): void => {
    if (typed === null) return;
    setTyped(null);
    const number = Number(typed);
    if (typed.trim() === '') {
      if (placeholder !== undefined && value !== null) onChange(null);
    } else if (Number.isFinite(number)) {
      const next = Math.min(most, Math.max(least, step >= 1 ? Math.round(number) : number));
      if (next !== value) onChange(next);
    }
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
      value={typed ?? value ?? ''}
      placeholder={placeholder}
      aria-describedby={`${id}-help`}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => (event.key === 'Enter' ? take() : undefined)}
    />
  );
}
