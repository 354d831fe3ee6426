import { Menu } from '@base-ui/react/menu';
import { Download, Ellipsis, FileJson, MessageCircleDashed, Upload } from 'lucide-react';
import { useRef } from 'react';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useApp } from '../../useApp.ts';

/** A temporary conversation; import and export. */
export function ListMenu() {
  const { list } = useApp();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept=".json,.md,.markdown,application/json,text/markdown"
        aria-label="Files to import"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) void list.import(files);
        }}
      />
      <Menu.Root>
        <Menu.Trigger className="icon-button size-28" aria-label="More: temporary conversation, import, export">
          <Ellipsis className="icon-s" aria-hidden="true" />
        </Menu.Trigger>
        <MenuPopup>
          <MenuItem icon={<MessageCircleDashed className="icon-s" />} shortcut="Ctrl+Shift+E" onSelect={() => void list.startTemporary()}>
            New temporary conversation
          </MenuItem>
          <Menu.Separator className="menu-separator" />
          <MenuItem icon={<Upload className="icon-s" />} onSelect={() => picker.current?.click()}>
            Import…
          </MenuItem>
          <Menu.Separator className="menu-separator" />
          <MenuItem icon={<Download className="icon-s" />} onSelect={() => void list.export(null, 'markdown')}>
            Export all as Markdown
          </MenuItem>
          <MenuItem icon={<FileJson className="icon-s" />} onSelect={() => void list.export(null, 'json')}>
            Export all as JSON
          </MenuItem>
        </MenuPopup>
      </Menu.Root>
    </>
  );
}
