import { PanelLeft, Search } from 'lucide-react';
import { useStore } from 'zustand';
import { LevelBars } from '../../capture/LevelBars.tsx';
import '../../chat/header/ChatHeader.css';
import '../../components/Chip.css';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';
import { RecordingMenu } from '../list/RecordingMenu.tsx';
import { useOpenRecording } from '../useOpenRecording.ts';
import { BehindChip } from './BehindChip.tsx';
import './CaptionsHeader.css';
import { CopyRow } from './CopyRow.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FileProgress } from './FileProgress.tsx';
import { FindBar } from './FindBar.tsx';
import { OverlayButton } from './OverlayButton.tsx';
import { PlayingChip } from './PlayingChip.tsx';
import { RecordingChip } from './RecordingChip.tsx';
import { RecordingTitle } from './RecordingTitle.tsx';
import { SourceChip } from './SourceChip.tsx';
import { TranslateChip } from './TranslateChip.tsx';

/** Name of the recording, what it is doing, and what can be done with its text. */
export function CaptionsHeader({ listShown, narrow }: { listShown: boolean; narrow: boolean }) {
  const { captions, capture, ui } = useApp();
  const recording = useOpenRecording();
  const finding = useStore(captions.store, ({ find }) => find !== null);
  const mine = useStore(capture.store, ({ phase, recordingId }) => phase === 'on' && recordingId !== null && recordingId === recording?.id);
  const isFile = recording?.source === 'file';
  return (
    <header className={`chat-header captions-header ${recording?.live ? 'live' : ''}`}>
      <div className="chat-header-row">
        {listShown ? null : (
          <IconButton label="Show recordings" shortcut="Ctrl+B" side="bottom" onClick={() => ui.toggleList(narrow)}>
            <PanelLeft className="icon" strokeWidth={1.6} />
          </IconButton>
        )}
        <RecordingTitle recording={recording} />
        <div className="captions-state">
          {recording ? <RecordingChip recording={recording} /> : null}
          {recording ? <SourceChip recording={recording} /> : null}
          {recording ? <TranslateChip key={recording.id} recording={recording} /> : null}
          <span className="chat-header-space" />
          {recording ? <PlayingChip recording={recording} /> : null}
          {mine ? isFile ? <FileProgress /> : <LevelBars levels={capture.levels} /> : null}
          {recording?.live && !isFile ? <BehindChip /> : null}
        </div>
        {recording ? (
          <IconButton
            label="Find in this recording"
            shortcut="Ctrl+F"
            side="bottom"
            aria-expanded={finding}
            onClick={() => captions.store.setState({ find: finding ? null : { query: '', hits: [], at: -1 } })}
          >
            <Search className="icon-s" strokeWidth={1.8} />
          </IconButton>
        ) : null}
        <OverlayButton />
        {recording ? (
          <>
            <ExportMenu recording={recording} />
            <RecordingMenu recording={recording} where="header" />
          </>
        ) : null}
      </div>
      {recording ? <CopyRow recording={recording} /> : null}
      {finding ? <FindBar /> : null}
    </header>
  );
}
