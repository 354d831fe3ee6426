import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import type { SpeechModelKind } from '../../../app/models/SpeechModelKind.ts';
import { formatBytes } from '../../components/formatBytes.ts';
import { languageName } from './languageName.ts';

const KINDS: Readonly<Record<SpeechModelKind, string>> = {
  streaming: 'Writes down speech',
  offline: 'Corrects what was written down',
  punctuation: 'Sets punctuation',
  speakers: 'Tells speakers apart',
  turn: 'Hears the end of a turn',
  voice: 'Voice',
  pronunciation: 'Pronunciation for voices',
};
/** More than these are only counted. */
const NAMED_LANGUAGES = 3;

/** What a person is told of an installed model: what it is for, of which languages, its size and its licence. */
export function describeSpeech({ kind, languages, speakers, bytes, licence }: SpeechModel): string {
  const spoken = languages.length > NAMED_LANGUAGES ? `${languages.length} languages` : languages.map(languageName).join(', ');
  return [KINDS[kind], spoken, speakers > 1 ? `${speakers} speakers` : '', formatBytes(bytes), licence ?? 'its files name no licence']
    .filter((part) => part !== '')
    .join(' · ');
}
