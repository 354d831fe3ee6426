import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';
import { useStore } from 'zustand';
import { MicrophoneItems } from '../../capture/MicrophoneItems.tsx';
import '../../components/Chip.css';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useApp } from '../../useApp.ts';

/** Which microphone is heard, and whether it is while an answer is spoken. */
export function TalkDevice() {
  const { talk } = useApp().voice;
  const device = useStore(talk.store, (state) => state.device);
  const halfDuplex = useStore(talk.store, (state) => state.halfDuplex);
  const name = device || 'Microphone';
  return (
    <Menu.Root>
      <Menu.Trigger className="chip talk-device" aria-label={`Microphone: ${name}. Choose another`}>
        <span>{name}</span>
        <ChevronDown className="icon-s" aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup align="start">
        <MicrophoneItems onChoose={(id) => void talk.changeDevice(id)} />
        <Menu.Separator className="menu-separator" />
        <Menu.CheckboxItem className="menu-item" checked={halfDuplex} onCheckedChange={(next) => talk.choose({ halfDuplex: next })}>
          <span>Do not listen while speaking</span>
          <Menu.CheckboxItemIndicator>
            <Check className="icon-s" aria-hidden="true" />
          </Menu.CheckboxItemIndicator>
        </Menu.CheckboxItem>
      </MenuPopup>
    </Menu.Root>
  );
}
