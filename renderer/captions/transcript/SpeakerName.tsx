import { MAX_SPEAKER, type CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { RenameField } from '../../chat/list/RenameField.tsx';
import { useApp } from '../../useApp.ts';

/** Who says it. A new name for a speaker is that speaker's in the whole recording. */
export function SpeakerName({ line, naming, reachable }: { line: CaptionLine; naming: boolean; reachable: boolean }) {
  const { captioning, captions } = useApp();
  const { id, recordingId, speaker } = line;
  if (naming) {
    return (
      <RenameField
        title={speaker ?? ''}
        placeholder="Name"
        label={speaker === null ? 'Who said this line' : `Name of ${speaker}, everywhere in this recording`}
        onDone={(name) => {
          captions.store.setState({ naming: null });
          if (name !== null) void captioning.nameSpeaker(recordingId, id, speaker, name.slice(0, MAX_SPEAKER));
        }}
      />
    );
  }
  return (
    <button type="button" className="caption-speaker" title="Rename this speaker everywhere" tabIndex={reachable ? 0 : -1} onClick={() => captions.store.setState({ naming: id })}>
      {speaker}
    </button>
  );
}
