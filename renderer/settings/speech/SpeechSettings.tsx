import { AddSpeech } from './AddSpeech.tsx';
import { InstalledSpeech } from './InstalledSpeech.tsx';
import { MaskRow } from './MaskRow.tsx';
import { RoleRow } from './RoleRow.tsx';
import './SpeechSettings.css';
import { useSpeechModels } from './useSpeechModels.ts';
import { VoiceRows } from './VoiceRows.tsx';

/** Which voice speaks, and the speech models that a person adds. */
export function SpeechSettings() {
  const list = useSpeechModels();
  if (list === null) return <p className="settings-about">Looking for what is installed…</p>;
  return (
    <>
      <VoiceRows list={list} />
      <RoleRow
        list={list}
        part="streaming"
        label="Recogniser"
        help="Writes down what is said, for captions and for talking. The next recording begins with it."
        without="Whisper tiny (English)"
      />
      <RoleRow
        list={list}
        part="offline"
        label="Corrected copy"
        help="Listens to a recording a second time, where you ask for that."
        without="Whisper tiny (English)"
      />
      <RoleRow list={list} part="punctuation" label="Punctuation" help="Sets marks and capitals where the recogniser writes none." without="None" />
      <RoleRow list={list} part="speakers" label="Speakers" help="Tells in captions who is speaking, by number until you give a name." without="Not told apart" />
      <RoleRow
        list={list}
        part="turn"
        label="End of a turn"
        help="When you talk with Headwater: tells from how something was said whether you have finished."
        without="A pause"
      />
      <MaskRow />
      <AddSpeech list={list} />
      <InstalledSpeech list={list} />
    </>
  );
}
