import { Choice } from './Choice.tsx';
import { SettingRow } from './SettingRow.tsx';
import { Toggle } from './Toggle.tsx';
import { useSetting } from './useSetting.ts';

/** How the window looks and behaves. */
export function AppearanceSettings() {
  const theme = useSetting('theme');
  const enter = useSetting('enterSends');
  const follow = useSetting('followAnswer');
  return (
    <>
      <SettingRow group id="theme" label="Theme" help="Light or dark, or as the system has it." changed={theme.changed} onReset={theme.reset}>
        <Choice
          id="theme"
          value={theme.value}
          options={[
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={theme.set}
        />
      </SettingRow>
      <SettingRow group id="enter" label="Enter" help="The other one, with Shift or alone, makes a new line." changed={enter.changed} onReset={enter.reset}>
        <Choice
          id="enter"
          value={enter.value ? 'enter' : 'ctrl'}
          options={[
            { value: 'enter', label: 'Enter sends' },
            { value: 'ctrl', label: 'Ctrl+Enter sends' },
          ]}
          onChange={(value) => enter.set(value === 'enter')}
        />
      </SettingRow>
      <SettingRow
        id="follow"
        label="Follow the answer"
        help="Scrolls along while you are at the end. Scrolling up always lets go."
        changed={follow.changed}
        onReset={follow.reset}
      >
        <Toggle id="follow" value={follow.value} onChange={follow.set} />
      </SettingRow>
    </>
  );
}
