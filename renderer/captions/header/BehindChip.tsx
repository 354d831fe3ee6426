import { useStore } from 'zustand';
import { formatSeconds } from '../../components/formatSeconds.ts';
import { useApp } from '../../useApp.ts';

/** How far the text is behind the sound. */
export function BehindChip() {
  const { captions } = useApp();
  // In steps that can be read.
  const tenths = useStore(captions.store, ({ log }) => Math.round((log?.behindMs ?? 0) / 100));
  return (
    <span className="chip">
      {formatSeconds(tenths / 10)} <span className="wide-word">behind</span>
    </span>
  );
}
