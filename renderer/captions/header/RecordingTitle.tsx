import { useStore } from 'zustand';
import type { Recording } from '../../../app/captions/Recording.ts';
import { RenameField } from '../../chat/list/RenameField.tsx';
import { useFocusBack } from '../../chat/list/useFocusBack.ts';
import { useApp } from '../../useApp.ts';
import { recordingTitle } from '../recordingTitle.ts';

/** The name of the open recording; a click changes it. */
export function RecordingTitle({ recording }: { recording: Recording | null }) {
  const { captioning, ui } = useApp();
  const renaming = useStore(ui.store, (state) => state.renaming?.where === 'header' && state.renaming.id === recording?.id);
  const name = useFocusBack<HTMLButtonElement>(renaming);
  if (!recording) return <h1 className="chat-title">Captions</h1>;
  if (renaming) {
    return (
      <RenameField
        className="chat-title-field"
        label="Name of the recording"
        title={recording.title}
        onDone={(title) => {
          ui.set({ renaming: null });
          if (title !== null) void captioning.rename(recording.id, title);
        }}
      />
    );
  }
  return (
    <h1 className="chat-title">
      <button ref={name} type="button" title="Rename" onClick={() => ui.set({ renaming: { id: recording.id, where: 'header' } })}>
        {recordingTitle(recording)}
      </button>
    </h1>
  );
}
