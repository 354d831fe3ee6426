import { Menu } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import { useStore } from 'zustand';
import type { Recording } from '../../../app/captions/Recording.ts';
import { MicrophoneItems } from '../../capture/MicrophoneItems.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useApp } from '../../useApp.ts';
import { formatClock } from '../formatClock.ts';
import { SOURCE_WORDS } from '../sourceWords.ts';

/** Where the sound comes from. While this window takes it from a microphone, another one can be chosen. */
export function SourceChip({ recording }: { recording: Recording }) {
  const { capture } = useApp();
  const { phase, recordingId, name, totalSeconds } = useStore(capture.store);
  const mine = phase === 'on' && recordingId === recording.id;
  if (!mine) return <span className="chip source-chip">{SOURCE_WORDS[recording.source]}</span>;
  if (recording.source !== 'microphone') {
    return (
      <span className="chip source-chip" title={name}>
        <span>{totalSeconds === null ? name : `${name} · ${formatClock(totalSeconds * 1_000)}`}</span>
      </span>
    );
  }
  return (
    <Menu.Root>
      <Menu.Trigger className="chip source-chip" aria-label={`Microphone: ${name}. Choose another`}>
        <span>{name}</span>
        <ChevronDown className="icon-s" aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup align="start">
        <MicrophoneItems onChoose={(id) => void capture.changeDevice(id)} />
      </MenuPopup>
    </Menu.Root>
  );
}
