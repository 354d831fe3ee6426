import { Menu } from '@base-ui/react/menu';
import { AudioLines, BookmarkCheck, BookmarkX, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import type { Recording } from '../../../app/captions/Recording.ts';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useApp } from '../../useApp.ts';
import { recordingTitle } from '../recordingTitle.ts';

/** What can be done with one recording. */
export function RecordingMenu({ recording, where }: { recording: Recording; where: 'list' | 'header' }) {
  const { captioning, ui } = useApp();
  const { id, remembered, keptSound, live } = recording;
  return (
    <Menu.Root>
      <Menu.Trigger
        className={`icon-button ${where === 'list' ? 'size-24' : 'size-32'} conversation-menu`}
        aria-label={where === 'list' ? `More about ${recordingTitle(recording)}` : 'More'}
      >
        <Ellipsis className="icon-s" aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup>
        <MenuItem icon={<Pencil className="icon-s" />} shortcut="F2" onSelect={() => ui.set({ renaming: { id, where } })}>
          Rename
        </MenuItem>
        <MenuItem
          icon={remembered ? <BookmarkX className="icon-s" /> : <BookmarkCheck className="icon-s" />}
          onSelect={() => void captioning.remember(id, !remembered)}
        >
          {remembered ? 'Keep out of chats' : 'Let chats recall it'}
        </MenuItem>
        {keptSound && !live ? (
          <MenuItem icon={<AudioLines className="icon-s" />} onSelect={() => void captioning.correct(id)}>
            Make a corrected copy
          </MenuItem>
        ) : null}
        <Menu.Separator className="menu-separator" />
        <MenuItem danger icon={<Trash2 className="icon-s" />} shortcut="Del" onSelect={() => void captioning.remove(recording)}>
          Delete
        </MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}
