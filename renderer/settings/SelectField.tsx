import { ChevronDown } from 'lucide-react';
import './SelectField.css';

/** One of several choices that need too many words to stand side by side. */
export function SelectField<T extends string>(props: {
  id: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  const { id, value, options, onChange } = props;
  return (
    <span className="select">
      <select
        id={id}
        className="field"
        value={value}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="icon-s" strokeWidth={1.6} aria-hidden="true" />
    </span>
  );
}
