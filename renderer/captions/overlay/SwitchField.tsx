/** On or off, on one row with its name. */
export function SwitchField({ id, label, value, onChange }: { id: string; label: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <div className="look-field inline">
      <label htmlFor={id}>{label}</label>
      <span />
      <input id={id} type="checkbox" role="switch" className="toggle" aria-checked={value} checked={value} onChange={(event) => onChange(event.target.checked)} />
    </div>
  );
}
