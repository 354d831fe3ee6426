import { Popover } from '@base-ui/react/popover';
import { Languages } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Recording } from '../../../app/captions/Recording.ts';
import { languageNames } from '../../../app/captions/translation/languageNames.ts';
import { TranslationLanguage } from '../../../app/captions/translation/TranslationLanguage.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import '../overlay/OverlayDialog.css';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';
import { SelectField } from '../../settings/SelectField.tsx';
import { useApp } from '../../useApp.ts';

const NONE = 'none';
const languages = (except: TranslationLanguage | null) =>
  TranslationLanguage.options.filter((code) => code !== except).map((code) => ({ value: code, label: languageNames[code] }));

/** Into which language a recording is translated, line by line. */
export function TranslateChip({ recording }: { recording: Recording }) {
  const { captions } = useApp();
  const to = useStore(captions.store, ({ log }) => log?.translating.to ?? null);
  return (
    <Popover.Root>
      <Popover.Trigger className={`chip ${to ? 'on' : ''}`} aria-label={to ? `Translated to ${languageNames[to]}` : 'Translate'}>
        <Languages className="icon-s" aria-hidden="true" />
        <span className="wide-word">{to ? `To ${languageNames[to]}` : 'Translate'}</span>
      </Popover.Trigger>
      <PopoverPanel title="Translation" align="start">
        <Translation recordingId={recording.id} to={to} />
      </PopoverPanel>
    </Popover.Root>
  );
}

interface Outcome {
  readonly kind: 'busy' | 'good' | 'refused';
  readonly words: string;
}

function Translation({ recordingId, to }: { recordingId: string; to: TranslationLanguage | null }) {
  const { connection } = useApp();
  const [from, setFrom] = useState<TranslationLanguage>('en');
  const [asked, setAsked] = useState<TranslationLanguage | null>(to);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const choose = async (next: TranslationLanguage | null, source: TranslationLanguage): Promise<void> => {
    const { captions } = connection.services();
    setAsked(next);
    if (next === null) setOutcome(null);
    else setOutcome({ kind: 'busy', words: `Trying whether the chat model can translate to ${languageNames[next]}. That takes up to a minute, once.` });
    try {
      const pair = next === null ? null : { from: source, to: next };
      await captions.translate({ recordingId, pair });
      if (pair) setOutcome({ kind: 'good', words: (await captions.tryTranslation(pair)).words });
    } catch (error) {
      setAsked(null);
      setOutcome({ kind: 'refused', words: AppError.toValue(error).message });
    }
  };
  return (
    <div className="overlay-panel">
      <div className="look-field inline">
        <label htmlFor="translate-from">Spoken</label>
        <SelectField
          id="translate-from"
          value={from}
          options={languages(asked)}
          onChange={(next) => {
            setFrom(next);
            if (asked) void choose(asked, next);
          }}
        />
      </div>
      <div className="look-field inline">
        <label htmlFor="translate-to">Translate to</label>
        <SelectField
          id="translate-to"
          value={asked ?? NONE}
          options={[{ value: NONE, label: 'Not translated' }, ...languages(from)]}
          onChange={(next) => void choose(next === NONE ? null : TranslationLanguage.parse(next), from)}
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
