import { memo } from 'react';
import type { Recording } from '../../../app/captions/Recording.ts';
import { moveFocus } from '../../chat/list/moveFocus.ts';
import { RenameField } from '../../chat/list/RenameField.tsx';
import { useFocusBack } from '../../chat/list/useFocusBack.ts';
import { useApp } from '../../useApp.ts';
import { formatLength } from '../formatLength.ts';
import { recordingTitle } from '../recordingTitle.ts';
import { RecordingMenu } from './RecordingMenu.tsx';

/** One recording of the list. Up and down go through the list, F2 renames, Del deletes. */
export const RecordingRow = memo(function RecordingRow(props: { recording: Recording; open: boolean; renaming: boolean }) {
  const { recording, open, renaming } = props;
  const { captioning, captions, ui } = useApp();
  const name = useFocusBack<HTMLButtonElement>(renaming);
  const { id, title } = recording;
  if (renaming) {
    return (
      <li className="conversation renaming">
        <RenameField
          title={title}
          label="Name of the recording"
          onDone={(next) => {
            ui.set({ renaming: null });
            if (next !== null) void captioning.rename(id, next);
          }}
        />
      </li>
    );
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'F2') {
      event.preventDefault();
      ui.set({ renaming: { id, where: 'list' } });
    } else if (event.key === 'Delete') {
      // The row goes away with its focus: a neighbour takes it.
      if (!moveFocus(event, 'ArrowDown')) moveFocus(event, 'ArrowUp');
      void captioning.remove(recording);
    } else moveFocus(event);
  };
  return (
    <li className={`conversation ${open ? 'open' : ''}`}>
      <button
        ref={name}
        type="button"
        className="conversation-name"
        aria-current={open ? 'page' : undefined}
        data-recording={id}
        onClick={() => {
          captions.open(id);
          ui.set({ drawerOpen: false });
        }}
        onDoubleClick={() => ui.set({ renaming: { id, where: 'list' } })}
        onKeyDown={onKeyDown}
      >
        {recording.live ? <i className="dot live" aria-hidden="true" /> : null}
        <span className="conversation-title">{recordingTitle(recording)}</span>
        <small>{recording.live ? 'recording' : formatLength(recording.durationMs)}</small>
      </button>
      <RecordingMenu recording={recording} where="list" />
    </li>
  );
});
