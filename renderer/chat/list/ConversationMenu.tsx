import { Menu } from '@base-ui/react/menu';
import { Ellipsis, FileJson, FileText, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import type { Conversation } from '../../../app/conversation/Conversation.ts';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useApp } from '../../useApp.ts';

/** What can be done with one conversation. */
export function ConversationMenu({ conversation, where }: { conversation: Conversation; where: 'list' | 'header' }) {
  const { list, ui } = useApp();
  const { id, title, pinned } = conversation;
  return (
    <Menu.Root>
      <Menu.Trigger
        className={`icon-button ${where === 'list' ? 'size-24' : 'size-32'} conversation-menu`}
        aria-label={where === 'list' ? `More about ${title || 'this conversation'}` : 'More'}
      >
        <Ellipsis className="icon-s" aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup>
        <MenuItem icon={<Pencil className="icon-s" />} shortcut="F2" onSelect={() => ui.set({ renaming: { id, where } })}>
          Rename
        </MenuItem>
        <MenuItem
          icon={pinned ? <PinOff className="icon-s" /> : <Pin className="icon-s" />}
          onSelect={() => void list.pin(id, !pinned)}
        >
          {pinned ? 'Unpin' : 'Pin to the top'}
        </MenuItem>
        <Menu.Separator className="menu-separator" />
        <MenuItem icon={<FileText className="icon-s" />} onSelect={() => void list.export(id, 'markdown')}>
          Export as Markdown
        </MenuItem>
        <MenuItem icon={<FileJson className="icon-s" />} onSelect={() => void list.export(id, 'json')}>
          Export as JSON
        </MenuItem>
        <Menu.Separator className="menu-separator" />
        <MenuItem danger icon={<Trash2 className="icon-s" />} shortcut="Del" onSelect={() => void list.remove(id, title)}>
          Delete
        </MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}
