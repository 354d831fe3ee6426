import { AddSpeech } from './AddSpeech.tsx';
import { InstalledSpeech } from './InstalledSpeech.tsx';
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
      <AddSpeech list={list} />
      <InstalledSpeech list={list} />
    </>
  );
}
