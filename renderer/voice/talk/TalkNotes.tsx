import { useStore } from 'zustand';
import { useApp } from '../../useApp.ts';

const HEARS_ITSELF =
  'The answer stopped several times although nobody took over: Headwater may be hearing its own voice. Headphones help, or choose “Do not listen while speaking” at the microphone.';

/** What is wrong just now, a sentence each; they go when that is over. */
export function TalkNotes() {
  const { talk } = useApp().voice;
  const trouble = useStore(talk.store, (state) => state.trouble);
  const notice = useStore(talk.store, (state) => state.notice);
  const echo = useStore(talk.store, ({ hearsItself, halfDuplex }) => (hearsItself && !halfDuplex ? HEARS_ITSELF : null));
  const notes = [...new Set([trouble, notice, echo])].filter((words) => words !== null);
  return (
    <div className="talk-notes" role="status">
      {notes.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </div>
  );
}
