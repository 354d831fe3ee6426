import { ArrowDown } from 'lucide-react';
import { useOpenRecording } from '../useOpenRecording.ts';

/** The way back to what is being said, for a reader who left it. */
export function NewestButton({ onGo }: { onGo: () => void }) {
  const live = useOpenRecording()?.live ?? false;
  if (!live) return null;
  return (
    <button type="button" className="end-button" onClick={onGo}>
      <ArrowDown className="icon-s" aria-hidden="true" />
      What is being said
    </button>
  );
}
