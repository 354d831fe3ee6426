import { useStore } from 'zustand';
import { useApp } from '../useApp.ts';
import { CaptionsNotes } from './CaptionsNotes.tsx';
import './CaptionsWindow.css';
import { CaptionsHeader } from './header/CaptionsHeader.tsx';
import { StartPage } from './start/StartPage.tsx';
import { CaptionAnnouncer } from './transcript/CaptionAnnouncer.tsx';
import { CaptionTranscript } from './transcript/CaptionTranscript.tsx';
import { useCaptionsTitle } from './useCaptionsTitle.ts';

/** Captions: a recording with its lines, or the way to a new one. */
export function CaptionsWindow({ listShown, narrow }: { listShown: boolean; narrow: boolean }) {
  const { captions, ui } = useApp();
  const openId = useStore(captions.store, (state) => state.openId);
  const { setMain } = ui;
  useCaptionsTitle();
  return (
    <main className="captions" ref={setMain}>
      <CaptionsHeader listShown={listShown} narrow={narrow} />
      <CaptionsNotes />
      {openId === null ? <StartPage /> : <CaptionTranscript key={openId} />}
      <CaptionAnnouncer />
    </main>
  );
}
