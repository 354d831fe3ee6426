import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../components/IconButton.tsx';

/** One setting: its name, one line that explains it, its control, and the way back to what it was at first. */
export function SettingRow(props: {
  id: string;
  label: string;
  help: ReactNode;
  changed: boolean;
  onReset: () => void;
  wide?: boolean;
  /** the control is a group of several, which is named by the label and not tied to it */
  group?: boolean;
  children: ReactNode;
}) {
  const { id, label } = props;
  return (
    <div className={`setting ${props.wide ? 'wide' : ''}`}>
      <div className="setting-words">
        {props.group ? (
          <span className="setting-label" id={`${id}-label`}>
            {label}
          </span>
        ) : (
          <label className="setting-label" id={`${id}-label`} htmlFor={id}>
            {label}
          </label>
        )}
        <p className="setting-help" id={`${id}-help`}>
          {props.help}
        </p>
      </div>
      <div className="setting-control">{props.children}</div>
      <div className="setting-reset">
        {props.changed ? (
          <IconButton label={`Reset “${label}”`} size={24} onClick={props.onReset}>
            <RotateCcw className="setting-reset-icon" />
          </IconButton>
        ) : null}
      </div>
    </div>
  );
}
