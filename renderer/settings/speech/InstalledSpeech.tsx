import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import type { SpeechModelList } from '../../../app/models/SpeechModelList.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { describeSpeech } from './describeSpeech.ts';
import { RemoveSpeechDialog } from './RemoveSpeechDialog.tsx';

/** The models that were added: what each is, what it still needs, and the way to be rid of it. */
export function InstalledSpeech({ list }: { list: SpeechModelList }) {
  const [removing, setRemoving] = useState<SpeechModel | null>(null);
  if (list.models.length === 0) return null;
  return (
    <>
      <ul className="speech-list" aria-label="Speech models that were added">
        {list.models.map((model) => (
          <li key={model.id}>
            <div>
              <p className="speech-name">{model.name}</p>
              <p className="setting-help">{describeSpeech(model)}</p>
              {model.missing === null ? null : <p className="speech-missing">{model.missing}</p>}
            </div>
            <IconButton label={`Remove ${model.name}`} size={28} onClick={() => setRemoving(model)}>
              <Trash2 className="icon-s" strokeWidth={1.6} />
            </IconButton>
          </li>
        ))}
      </ul>
      <RemoveSpeechDialog model={removing} onClose={() => setRemoving(null)} />
    </>
  );
}
