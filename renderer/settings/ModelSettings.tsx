import { useStore } from 'zustand';
import { Button } from '../components/Button.tsx';
import { useApp } from '../useApp.ts';
import { NumberField } from './NumberField.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './useSetting.ts';

/** The model, and what it may take of this computer. */
export function ModelSettings() {
  const { model, models, ui } = useApp();
  const status = useStore(model, (state) => state.status);
  const file = useSetting('modelFile');
  const slots = useSetting('contextSlots');
  const threads = useSetting('threads');
  const used = status?.engine;
  return (
    <>
      <SettingRow
        id="model-file"
        label="Model"
        help={file.value ?? `${status?.model.name ?? 'The default model'}: ${status?.model.about ?? ''}`}
        changed={file.changed}
        onReset={() => void models.install(null)}
      >
        <Button small id="model-file" onClick={() => ui.set({ dialog: 'model-file' })}>
          Use a file…
        </Button>
      </SettingRow>
      <SettingRow
        id="slots"
        label="Live memory"
        help="Tokens that the model sees at once. More sees further back, and is slower. The model is loaded again."
        changed={slots.changed}
        onReset={slots.reset}
      >
        <NumberField id="slots" value={slots.value} least={256} most={32_768} step={256} onChange={(value) => slots.set(value ?? 2_048)} />
      </SettingRow>
      <SettingRow
        id="threads"
        label="Threads"
        help={`Empty: as many as the processor has cores${used ? ` (now ${used.threads})` : ''}. The model is loaded again.`}
        changed={threads.changed}
        onReset={threads.reset}
      >
        <NumberField
          id="threads"
          value={threads.value === 0 ? null : threads.value}
          least={1}
          most={256}
          step={1}
          placeholder="automatic"
          onChange={(value) => threads.set(value ?? 0)}
        />
      </SettingRow>
    </>
  );
}
