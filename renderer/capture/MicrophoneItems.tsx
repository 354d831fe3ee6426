import { useStore } from 'zustand';
import { MenuItem } from '../components/MenuItem.tsx';
import { useApp } from '../useApp.ts';

/** The microphones of this computer as entries of a menu; what is chosen is kept for the next time. */
export function MicrophoneItems({ onChoose }: { onChoose: (id: string | null) => void }) {
  const { devices } = useApp();
  const list = useStore(devices.store, (state) => state.list);
  const choose = (id: string | null): void => {
    devices.choose(id);
    onChoose(id);
  };
  return (
    <>
      <MenuItem onSelect={() => choose(null)}>The system’s choice</MenuItem>
      {list?.map(({ id, label }) => (
        <MenuItem key={id} onSelect={() => choose(id)}>
          {label || 'Microphone'}
        </MenuItem>
      ))}
    </>
  );
}
