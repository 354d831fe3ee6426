import { Button } from '../../components/Button.tsx';
import { Choice } from '../../settings/Choice.tsx';
import '../../settings/SettingsDialog.css';
import { useSetting } from '../../settings/useSetting.ts';
import { useApp } from '../../useApp.ts';
import './OverlayDialog.css';
import { SwitchField } from './SwitchField.tsx';

const DOCKS = [
  { value: 'top', label: 'Top' },
  { value: 'bottom', label: 'Bottom' },
  { value: 'free', label: 'Free' },
] as const;

/** The overlay's window: on the desktop over all other programs; a browser opens a window of its own. */
export function OverlayWindowControls({ kind }: { kind: 'web' | 'desktop' }) {
  const { captioning } = useApp();
  const { value, set } = useSetting('captionWindow');
  if (kind === 'web') {
    return (
      <>
        <p>The newest lines in a window of their own. The desktop program lays them over all others.</p>
        <Button small kind="primary" onClick={() => void captioning.toggleOverlay()}>
          Open in its own window
        </Button>
      </>
    );
  }
  const { open, locked, dock } = value;
  return (
    <>
      <SwitchField id="overlay-open" label="Over all other programs" value={open} onChange={(next) => set({ ...value, open: next })} />
      {open ? (
        <>
          <div className="look-field inline">
            <span id="overlay-dock-label">Stands</span>
            <Choice id="overlay-dock" value={dock} options={DOCKS} onChange={(next) => set({ ...value, dock: next })} />
          </div>
          <SwitchField id="overlay-locked" label="Clicks go through it" value={locked} onChange={(next) => set({ ...value, locked: next })} />
          <p>{locked ? 'To move or resize it, let it take clicks: here, in the menu, or with Ctrl+Alt+Shift+Y.' : 'Drag it where you want it, and pull its edges.'}</p>
        </>
      ) : null}
    </>
  );
}
