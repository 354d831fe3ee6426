/** A few choices side by side; the arrow keys go from one to the next. */
export function Choice<T extends string>(props: {
  id: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  const { id, value, options, onChange } = props;
  return (
    <div className="choice" role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={`${id}-help`}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={id}
            aria-label={option.label}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span aria-hidden="true">{option.label}</span>
        </label>
      ))}
    </div>
  );
}
