import { Popover } from '@base-ui/react/popover';
import { Languages } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Recording } from '../../../app/captions/Recording.ts';
import { languageNames } from '../../../app/captions/translation/languageNames.ts';
import { TranslationLanguage } from '../../../app/captions/translation/TranslationLanguage.ts';
import '../overlay/OverlayDialog.css';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';
import { SelectField } from '../../settings/SelectField.tsx';
import { useApp } from '../../useApp.ts';
import { useTranslation, type Translation } from './useTranslation.ts';

const NONE = 'none';
const languages = (except: TranslationLanguage | null) =>
  TranslationLanguage.options.filter((code) => code !== except).map((code) => ({ value: code, label: languageNames[code] }));

/** Into which language a recording is translated, line by line. One for each recording: give it the id as its key. */
export function TranslateChip({ recording }: { recording: Recording }) {
  const { captions } = useApp();
  const to = useStore(captions.store, ({ log }) => log?.translating.to ?? null);
  const [open, setOpen] = useState(false);
  const translation = useTranslation(recording.id, to, open);
  const { asked, outcome } = translation;
  const trying = outcome?.kind === 'busy' && asked !== null ? languageNames[asked] : null;
  const chosen = to && languageNames[to];
  const label = trying ? `Trying to translate to ${trying}` : chosen ? `Translated to ${chosen}` : 'Translate';
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={`chip translate-chip ${to ? 'on' : ''}`} aria-label={label}>
        {trying ? <i className="dot busy" aria-hidden="true" /> : <Languages className="icon-s" aria-hidden="true" />}
        <span className="wide-word">{trying ? `Trying ${trying}` : chosen ? `To ${chosen}` : 'Translate'}</span>
      </Popover.Trigger>
      <PopoverPanel title="Translation" align="start">
        <LanguageChoice {...translation} />
      </PopoverPanel>
    </Popover.Root>
  );
}

function LanguageChoice({ from, asked, outcome, choose }: Translation) {
  return (
    <div className="overlay-panel">
      <div className="look-field inline">
        <label htmlFor="translate-from">Spoken</label>
        <SelectField
          id="translate-from"
          value={from}
          options={languages(asked)}
          onChange={(next) => choose(asked, next)}
        />
      </div>
      <div className="look-field inline">
        <label htmlFor="translate-to">Translate to</label>
        <SelectField
          id="translate-to"
          value={asked ?? NONE}
          options={[{ value: NONE, label: 'Not translated' }, ...languages(from)]}
          onChange={(next) => choose(next === NONE ? null : TranslationLanguage.parse(next), from)}
        />
      </div>
      {outcome === null ? (
        <p>Each line is translated by the chat model once it is finished, when no answer is being written, and stands below it.</p>
      ) : (
        <p role={outcome.kind === 'refused' ? 'alert' : 'status'}>{outcome.words}</p>
      )}
    </div>
  );
}
