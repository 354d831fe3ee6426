import { SettingRow } from '../SettingRow.tsx';
import { Toggle } from '../Toggle.tsx';
import { useSetting } from '../useSetting.ts';

/** Whether captions hide swear words. */
export function MaskRow() {
  const mask = useSetting('captionsMask');
  return (
    <SettingRow
      id="captions-mask"
      label="Hide swear words"
      help="English ones in captions become f***, in the window, over other programs and in exports. What is stored stays as it was said."
      changed={mask.changed}
      onReset={mask.reset}
    >
      <Toggle id="captions-mask" value={mask.value} onChange={mask.set} />
    </SettingRow>
  );
}
