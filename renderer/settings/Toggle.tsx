/** On or off. */
export function Toggle({ id, value, onChange }: { id: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      className="toggle"
      aria-checked={value}
      aria-describedby={`${id}-help`}
      checked={value}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
