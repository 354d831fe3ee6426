import type { SpeechModelList } from '../../../app/models/SpeechModelList.ts';
import type { SpeechRole } from '../../../app/models/SpeechRole.ts';
import { SelectField } from '../SelectField.tsx';
import { SettingRow } from '../SettingRow.tsx';
import { useSpeechCalls } from './useSpeechCalls.ts';

/** What does the work when none of the models that were added is chosen. */
const NONE = 'none';

/** Which of the models that were added plays a part; nothing is drawn where there is none to choose. */
export function RoleRow(props: { list: SpeechModelList; part: SpeechRole; label: string; help: string; without: string }) {
  const { list, part: role } = props;
  const call = useSpeechCalls();
  const models = list.models.filter(({ kind, missing }) => kind === role && missing === null);
  const chosen = models.find(({ id }) => id === list.chosen[role]);
  const choose = (id: string): void => void call((service) => service.choose({ role, id: id === NONE ? null : id }));
  if (models.length === 0) return null;
  return (
    <SettingRow id={`role-${role}`} label={props.label} help={props.help} changed={chosen !== undefined} onReset={() => choose(NONE)}>
      <SelectField
        id={`role-${role}`}
        value={chosen?.id ?? NONE}
        options={[{ value: NONE, label: props.without }, ...models.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={choose}
      />
    </SettingRow>
  );
}
