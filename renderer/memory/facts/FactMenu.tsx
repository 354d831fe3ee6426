import { Menu } from '@base-ui/react/menu';
import { CornerUpLeft, Ellipsis, Eraser, Globe, History, Pencil } from 'lucide-react';
import type { Fact } from '../../../app/memory/Fact.ts';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useApp } from '../../useApp.ts';
import { useJump } from '../useJump.ts';

/** What can be done with a fact. */
export function FactMenu({ fact, history, onHistory }: { fact: Fact; history: boolean; onHistory: () => void }) {
  const { memory } = useApp();
  const jump = useJump();
  const { turnId, conversationId, everywhere } = fact;
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button size-28 fact-menu" aria-label={`More about “${fact.subject}”`}>
        <Ellipsis className="icon-s" aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup>
        <MenuItem icon={<Pencil className="icon-s" />} onSelect={() => memory.actions.ask({ kind: 'correct-fact', fact })}>
          Correct…
        </MenuItem>
        <MenuItem icon={<Globe className="icon-s" />} onSelect={() => void memory.actions.setFact(fact, { everywhere: !everywhere })}>
          {everywhere ? 'Only in its conversation' : 'In every conversation'}
        </MenuItem>
        <MenuItem icon={<History className="icon-s" />} onSelect={onHistory}>
          {history ? 'Hide the history' : 'Show the history'}
        </MenuItem>
        {turnId === null ? null : (
          <MenuItem icon={<CornerUpLeft className="icon-s" />} onSelect={() => jump(conversationId, turnId)}>
            Go to the message
          </MenuItem>
        )}
        <Menu.Separator className="menu-separator" />
        <MenuItem danger icon={<Eraser className="icon-s" />} onSelect={() => memory.actions.ask({ kind: 'forget-fact', fact })}>
          Forget…
        </MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}
