import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import '../../captions/start/StartPage.css';
import { PrepareCard } from '../../captions/start/PrepareCard.tsx';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { describeTalk } from './describeTalk.ts';
import { TalkControls } from './TalkControls.tsx';
import { TalkNotes } from './TalkNotes.tsx';
import { TalkSign } from './TalkSign.tsx';
import './TalkSurface.css';
import { TalkWords } from './TalkWords.tsx';

/** In place of the composer while the person talks with Headwater: who has the floor, what is understood, and what can be done. */
export function TalkSurface() {
  const { ui, voice } = useApp();
  const state = useStore(voice.talk.store);
  const status = useStore(voice.status, (now) => now.status);
  const surface = useRef<HTMLElement>(null);
  useEffect(() => {
    surface.current?.focus({ preventScroll: true });
    // Who goes on in writing finds the place to write.
    return () => ui.focusComposer();
  }, [ui]);
  if (state.stage === 'off') return null;
  if (state.stage === 'asking') {
    return (
      <section className="talk talk-asking" aria-label="Voice" ref={surface} tabIndex={-1}>
        <div>
          <h3>Talk with Headwater</h3>
          <p className="talk-lead">It hears you, answers aloud, and stops when you interrupt. All of it happens on this computer; it speaks English.</p>
        </div>
        {status ? <PrepareCard status={status} needed="What a conversation by voice needs" prepare={voice.prepare} cancel={voice.cancelPrepare} /> : null}
        <Button small kind="quiet" className="talk-later" onClick={() => voice.talk.end()}>
          Not now
        </Button>
      </section>
    );
  }
  const { sign, word, hint } = describeTalk(state);
  return (
    <section className="talk" aria-label="Voice" ref={surface} tabIndex={-1}>
      <div className="talk-head">
        <TalkSign sign={sign} levels={voice.talk.levels} />
        <div className="talk-said">
          <p className="talk-word" role="status">
            {word}
          </p>
          <TalkWords stable={state.stable} tentative={state.tentative} hint={hint} />
        </div>
      </div>
      <TalkNotes />
      <TalkControls />
    </section>
  );
}
