import { useId } from 'react';
import { Toggle } from '../../settings/Toggle.tsx';
import '../../settings/SettingsDialog.css';

/** Something to be kept or not, with one line on what that means. */
export function Wish(props: { label: string; help: string; value: boolean; onChange: (value: boolean) => void }) {
  const id = useId();
  return (
    <div className="wish">
      <label htmlFor={id}>{props.label}</label>
      <p id={`${id}-help`}>{props.help}</p>
      <Toggle id={id} value={props.value} onChange={props.onChange} />
    </div>
  );
}
