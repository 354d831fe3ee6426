import { RETENTION_CHOICES } from '../memory/now/retentionChoices.ts';
import { NumberField } from './NumberField.tsx';
import { SelectField } from './SelectField.tsx';
import { SettingRow } from './SettingRow.tsx';
import { Toggle } from './Toggle.tsx';
import { useSetting } from './useSetting.ts';

/** What is remembered, and for what it is used. */
export function MemorySettings() {
  const recall = useSetting('recall');
  const tokens = useSetting('recallTokens');
  const everywhere = useSetting('rememberEverywhere');
  const blocks = useSetting('recallBlocks');
  const disk = useSetting('memoryDiskMegabytes');
  const retention = useSetting('retention');
  return (
    <>
      <SettingRow
        id="recall"
        label="Recall"
        help="Before each answer, older passages that match your message are brought back before the model’s eyes."
        changed={recall.changed}
        onReset={recall.reset}
      >
        <Toggle id="recall" value={recall.value} onChange={recall.set} />
      </SettingRow>
      {recall.value ? (
        <div className="setting-group">
          <SettingRow
            id="recall-tokens"
            label="Room for recalled passages"
            help="In tokens, about three quarters of a word each. More is remembered, and answers begin a little later."
            changed={tokens.changed}
            onReset={tokens.reset}
          >
            <NumberField id="recall-tokens" value={tokens.value} least={64} most={2_048} step={16} onChange={(value) => tokens.set(value ?? 256)} />
          </SettingRow>
          <SettingRow
            id="everywhere"
            label="Remember everywhere"
            help="What you said in one conversation may be brought back in the others. Off: each conversation remembers only itself."
            changed={everywhere.changed}
            onReset={everywhere.reset}
          >
            <Toggle id="everywhere" value={everywhere.value} onChange={everywhere.set} />
          </SettingRow>
        </div>
      ) : null}
      <SettingRow
        id="memory-disk"
        label="Saved memory on disk"
        help="In megabytes. It lets long conversations open without being read again; the oldest goes first. 0 saves none. Your messages are always kept."
        changed={disk.changed}
        onReset={disk.reset}
      >
        <NumberField id="memory-disk" value={disk.value} least={0} most={1_048_576} step={64} onChange={(value) => disk.set(value ?? 1_024)} />
      </SettingRow>
      <SettingRow
        id="retention"
        label="What stays in sight"
        help="For experts: which words stay before the model when it cannot see all of them. A conversation can have a choice of its own, in its Memory."
        changed={retention.changed}
        onReset={retention.reset}
      >
        <SelectField id="retention" value={retention.value} options={RETENTION_CHOICES} onChange={retention.set} />
      </SettingRow>
      <SettingRow
        id="recall-blocks"
        label="Bring back what was computed"
        help="For experts: besides passages as text, pieces of the live memory that left it are brought back as they were. Answers begin later; passages alone work better with small models."
        changed={blocks.changed}
        onReset={blocks.reset}
      >
        <Toggle id="recall-blocks" value={blocks.value} onChange={blocks.set} />
      </SettingRow>
    </>
  );
}
