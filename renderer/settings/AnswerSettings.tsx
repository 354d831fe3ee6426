import type { Sampling } from '../../app/models/Sampling.ts';
import { Choice } from './Choice.tsx';
import { NumberField } from './NumberField.tsx';
import { PromptField } from './PromptField.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './useSetting.ts';

/** Where "My own" begins: values that suit most small models. */
const OWN: Sampling = { temperature: 0.7, topK: 40, topP: 0.95, minP: 0.05, repetitionPenalty: 1.1, seed: null, stop: [] };

type NumberKey = 'temperature' | 'topK' | 'topP' | 'minP' | 'repetitionPenalty';
const NUMBERS: readonly { key: NumberKey; label: string; help: string; least: number; most: number; step: number }[] = [
  { key: 'temperature', label: 'Temperature', help: '0 always takes the likeliest word; higher is freer.', least: 0, most: 5, step: 0.05 },
  { key: 'topK', label: 'Top k', help: 'Chooses among so many words; 0 for all.', least: 0, most: 1_000, step: 1 },
  { key: 'topP', label: 'Top p', help: 'Chooses among the words that make up this share.', least: 0.01, most: 1, step: 0.01 },
  { key: 'minP', label: 'Min p', help: 'Leaves out words less likely than this share of the likeliest.', least: 0, most: 1, step: 0.01 },
  { key: 'repetitionPenalty', label: 'Repetition penalty', help: '1 for none; higher repeats less.', least: 0.5, most: 3, step: 0.05 },
];

/** How the model answers. */
export function AnswerSettings() {
  const prompt = useSetting('systemPrompt');
  const sampling = useSetting('sampling');
  const limit = useSetting('maxAnswerTokens');
  const own = sampling.value;
  return (
    <>
      <SettingRow
        wide
        id="prompt"
        label="Instructions"
        help="Said to the model before every conversation, and always in its sight."
        changed={prompt.changed}
        onReset={prompt.reset}
      >
        <PromptField id="prompt" value={prompt.value} onChange={prompt.set} />
      </SettingRow>
      <SettingRow id="limit" label="Longest answer" help="In tokens, about three quarters of a word each." changed={limit.changed} onReset={limit.reset}>
        <NumberField id="limit" value={limit.value} least={16} most={8_192} step={16} onChange={(value) => limit.set(value ?? 1_024)} />
      </SettingRow>
      <SettingRow group id="sampling" label="Choice of words" help="As the model's makers advise, or your own values." changed={sampling.changed} onReset={sampling.reset}>
        <Choice
          id="sampling"
          value={own === null ? 'card' : 'own'}
          options={[
            { value: 'card', label: "The model's" },
            { value: 'own', label: 'My own' },
          ]}
          onChange={(value) => sampling.set(value === 'card' ? null : OWN)}
        />
      </SettingRow>
      {own === null ? null : (
        <div className="setting-group">
          {NUMBERS.map(({ key, label, help, ...limits }) => (
            <SettingRow
              key={key}
              id={key}
              label={label}
              help={help}
              changed={own[key] !== OWN[key]}
              onReset={() => sampling.set({ ...own, [key]: OWN[key] })}
            >
              <NumberField id={key} value={own[key]} {...limits} onChange={(value) => sampling.set({ ...own, [key]: value ?? OWN[key] })} />
            </SettingRow>
          ))}
          <SettingRow
            id="seed"
            label="Seed"
            help="The same seed and the same words give the same answer. Empty: a new one each time."
            changed={own.seed !== null}
            onReset={() => sampling.set({ ...own, seed: null })}
          >
            <NumberField id="seed" value={own.seed} least={0} most={2 ** 32 - 1} step={1} placeholder="new each time" onChange={(seed) => sampling.set({ ...own, seed })} />
          </SettingRow>
        </div>
      )}
    </>
  );
}
