import { FileAudio, Mic, MonitorSpeaker } from 'lucide-react';
import type { SoundSource } from '../../../app/captions/Recording.ts';

const SOURCES = [
  { source: 'microphone', words: 'Microphone', Icon: Mic },
  { source: 'system', words: 'This computer', Icon: MonitorSpeaker },
  { source: 'file', words: 'A file', Icon: FileAudio },
] as const;

/** The three places sound can come from. */
export function SourceCards({ value, onChange }: { value: SoundSource; onChange: (source: SoundSource) => void }) {
  return (
    <fieldset>
      <legend>Listen to</legend>
      <div className="source-cards">
        {SOURCES.map(({ source, words, Icon }) => (
          <label key={source} className="source-card">
            <input type="radio" name="source" aria-label={words} checked={value === source} onChange={() => onChange(source)} />
            <Icon className="icon" strokeWidth={1.6} aria-hidden="true" />
            <span aria-hidden="true">{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
