import { useOpenRecording } from '../useOpenRecording.ts';

/** A recording in which nothing was said, or not yet. */
export function EmptyTranscript() {
  const live = useOpenRecording()?.live ?? false;
  return (
    <div className="captions-empty">
      <strong>{live ? 'Listening' : 'Nothing was said'}</strong>
      <p>{live ? 'The first words appear here as they are spoken.' : 'No speech was heard in this recording.'}</p>
    </div>
  );
}
