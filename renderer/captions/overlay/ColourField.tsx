/** A colour, chosen in the system's own dialog. */
export function ColourField(props: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  const { id, label, value, onChange } = props;
  return (
    <div className="look-field inline">
      <label htmlFor={id}>{label}</label>
      <span className="look-value" aria-hidden="true">{value}</span>
      <input id={id} type="color" className="colour" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
