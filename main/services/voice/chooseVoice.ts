import type { Voice } from '../../../app/contract/services/speech.ts';
import { phonemeData } from '../../../native-models/catalog/phonemeData.ts';
import { voiceModel } from '../../../native-models/catalog/voiceModel.ts';
import type { SpeechModels } from '../speechModels/SpeechModels.ts';
import type { StarterFolders, StarterSet } from '../starter/StarterSet.ts';

/** The voice that speaks, and what it takes to have it speak. */
export interface ChosenVoice {
  /** tells one choice from another */
  readonly key: string;
  /** the name of an installed voice; null for the one of the starter set, which is made anew when it is damaged */
  readonly installed: string | null;
  /** what has to be there first; null when nothing has to be fetched */
  readonly starters: StarterSet | null;
  /** what the speech process loads, from the folders that `starters` gave */
  readonly voiceOf: (folders: StarterFolders) => Omit<Voice, 'threads'>;
}

export interface VoiceSources {
  readonly installed: Pick<SpeechModels, 'chosen' | 'pronunciationOf'>;
  /** the voice of the starter set and its pronunciation data */
  readonly starters: StarterSet;
  /** the pronunciation data alone, for an installed voice that speaks the same language */
  readonly phonemes: StarterSet;
}

/** The installed voice that a person has chosen, else the one of the starter set. */
export async function chooseVoice({ installed, starters, phonemes }: VoiceSources): Promise<ChosenVoice> {
  const placed = await installed.chosen('voice');
  if (!placed) {
    return {
      key: '',
      installed: null,
      starters,
      voiceOf: (folders) => ({ directory: folders[voiceModel.info.id] ?? '', phonemes: folders[phonemeData.info.id] ?? '' }),
    };
  }
  const { model, directory, pronunciation } = placed;
  const data = pronunciation === null ? null : await installed.pronunciationOf(pronunciation);
  const wantsStarter = pronunciation !== null && data === null;
  return {
    key: `${model.id} ${data}`,
    installed: model.name,
    starters: wantsStarter ? phonemes : null,
    voiceOf: (folders) => ({ directory, phonemes: wantsStarter ? (folders[phonemeData.info.id] ?? '') : data }),
  };
}
