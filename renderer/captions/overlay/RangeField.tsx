/** A slider with its name and its value in words. */
export function RangeField(props: {
  id: string;
  label: string;
  value: number;
  least: number;
  most: number;
  step?: number;
  /** the value as it is read */
  words: string;
  onChange: (value: number) => void;
}) {
  const { id, label, value, least, most, step = 1, words, onChange } = props;
  return (
    <div className="look-field">
      <label htmlFor={id}>{label}</label>
      <span className="look-value" aria-hidden="true">{words}</span>
      <input
        id={id}
        type="range"
        className="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={words}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
