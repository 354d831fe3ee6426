import { useStore } from 'zustand';
import { Choice } from '../../settings/Choice.tsx';
import '../../settings/SettingsDialog.css';
import { useApp } from '../../useApp.ts';
import type { CaptionCopy } from '../CaptionsState.ts';

const COPIES: readonly { value: CaptionCopy; label: string }[] = [
  { value: 'live', label: 'Live' },
  { value: 'corrected', label: 'Corrected' },
];

/** Which text is read and exported, once some lines have two. */
export function CopySwitch() {
  const { captions } = useApp();
  const copy = useStore(captions.store, (state) => state.copy);
  const hasTwo = useStore(captions.store, ({ log }) => log?.lines.some(({ corrected }) => corrected !== null) ?? false);
  if (!hasTwo) return null;
  return (
    <div className="copy-switch">
      <span id="caption-copy-label" className="visually-hidden">
        Which text
      </span>
      <span id="caption-copy-help" className="visually-hidden">
        The lines as they were heard live, or as the second listening understood them.
      </span>
      <Choice id="caption-copy" value={copy} options={COPIES} onChange={(next) => captions.store.setState({ copy: next })} />
    </div>
  );
}
