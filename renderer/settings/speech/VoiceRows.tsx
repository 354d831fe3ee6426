import { useStore } from 'zustand';
import type { SpeechModelList } from '../../../app/models/SpeechModelList.ts';
import { NumberField } from '../NumberField.tsx';
import { SelectField } from '../SelectField.tsx';
import { SettingRow } from '../SettingRow.tsx';
import { useApp } from '../../useApp.ts';
import { useSetting } from '../useSetting.ts';
import { languageName } from './languageName.ts';
import { ListenButton } from './ListenButton.tsx';
import { useSpeechCalls } from './useSpeechCalls.ts';

/** The voice that is there without anything being added. */
const OWN = 'own';
/** Before the name of a voice of the system. */
const SYSTEM = 'system:';
/** A family whose voices speak as fast as their recordings. */
const AT_ITS_OWN_SPEED = 'pocket';

/** Which voice speaks, which of its speakers, and how fast. */
export function VoiceRows({ list }: { list: SpeechModelList }) {
  const call = useSpeechCalls();
  const speaker = useSetting('voiceSpeaker');
  const speed = useSetting('voiceSpeed');
  const system = useSetting('systemVoice');
  const { localVoices } = useApp();
  const local = useStore(localVoices.store, (state) => state.voices);
  const voices = list.models.filter(({ kind, missing }) => kind === 'voice' && missing === null);
  const spoken = local.find(({ id }) => id === system.value);
  const chosen = spoken ? undefined : voices.find(({ id }) => id === list.chosen.voice);
  const choose = (value: string): void => {
    const ofSystem = value.startsWith(SYSTEM) ? value.slice(SYSTEM.length) : null;
    if (ofSystem !== system.value) system.set(ofSystem);
    // A conversation by voice goes on with what was chosen for that.
    if (ofSystem === null) void call((models) => models.choose({ role: 'voice', id: value === OWN ? null : value }));
  };
  const isAlone = voices.length + local.length === 0;
  return (
    <>
      <SettingRow
        id="voice"
        label="Voice"
        help={helpOf(isAlone, spoken !== undefined)}
        changed={chosen !== undefined || spoken !== undefined}
        group={isAlone}
        onReset={() => choose(OWN)}
      >
        <div className="voice-control">
          {isAlone ? null : (
            <SelectField
              id="voice"
              value={spoken ? `${SYSTEM}${spoken.id}` : (chosen?.id ?? OWN)}
              options={[
                { value: OWN, label: 'Joe (US English)' },
                ...voices.map(({ id, name }) => ({ value: id, label: name })),
                ...local.map(({ id, name, language }) => ({ value: `${SYSTEM}${id}`, label: `${name}, ${languageName(language)} (system)` })),
              ]}
              onChange={choose}
            />
          )}
          <ListenButton language={spoken?.language ?? chosen?.languages[0]} />
        </div>
      </SettingRow>
      {chosen && chosen.speakers > 1 ? (
        <SettingRow
          id="voice-speaker"
          label="Speaker"
          help={`This voice has ${chosen.speakers}${chosen.languages[0] ? `, in ${languageName(chosen.languages[0])}` : ''}.`}
          changed={speaker.changed}
          onReset={speaker.reset}
        >
          {chosen.speakerNames.length === chosen.speakers ? (
            <SelectField
              id="voice-speaker"
              value={`${speaker.value}`}
              options={chosen.speakerNames.map((name, at) => ({ value: `${at}`, label: name }))}
              onChange={(value) => speaker.set(Number(value))}
            />
          ) : (
            <NumberField
              id="voice-speaker"
              value={speaker.value + 1}
              least={1}
              most={chosen.speakers}
              step={1}
              onChange={(value) => speaker.set((value ?? 1) - 1)}
            />
          )}
        </SettingRow>
      ) : null}
      {chosen?.family === AT_ITS_OWN_SPEED ? null : (
        <SettingRow id="voice-speed" label="Speed" help="1 is as the voice was recorded; 0.5 is half as fast, 2 twice." changed={speed.changed} onReset={speed.reset}>
          <NumberField id="voice-speed" value={speed.value} least={0.5} most={2} step={0.05} onChange={(value) => speed.set(value ?? 1)} />
        </SettingRow>
      )}
    </>
  );
}

function helpOf(isAlone: boolean, isOfSystem: boolean): string {
  if (isAlone) return 'Joe speaks US English and is fetched once, when it is first wanted. Other voices can be added below; this system offers none of its own here.';
  return isOfSystem ? 'Reads messages aloud. When you talk with Headwater, its own voice answers.' : 'Reads messages aloud and speaks with you.';
}
