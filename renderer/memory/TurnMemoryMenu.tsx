import { Menu } from '@base-ui/react/menu';
import { BookmarkPlus, Ellipsis, Eraser } from 'lucide-react';
import { useRef } from 'react';
import type { Turn } from '../../app/conversation/Turn.ts';
import { MenuItem } from '../components/MenuItem.tsx';
import { MenuPopup } from '../components/MenuPopup.tsx';
import { useApp } from '../useApp.ts';

/** Remembers words of a message as a fact, or has the message forgotten. */
export function TurnMemoryMenu({ turn }: { turn: Turn }) {
  const { memory } = useApp();
  const trigger = useRef<HTMLButtonElement>(null);
  /** what was selected in the message when the menu was reached for; opening it may take the selection away */
  const selected = useRef('');
  const noteSelection = (): void => {
    const selection = window.getSelection();
    const article = trigger.current?.closest('article');
    const inside = selection && !selection.isCollapsed && article?.contains(selection.anchorNode) && article.contains(selection.focusNode);
    selected.current = inside ? selection.toString().trim() : '';
  };
  return (
    <Menu.Root>
      <Menu.Trigger
        ref={trigger}
        className="turn-action more"
        aria-label={turn.role === 'user' ? 'More about this message' : 'More about this answer'}
        onPointerDownCapture={noteSelection}
        onKeyDownCapture={noteSelection}
      >
        <Ellipsis className="icon-s" aria-hidden="true" />
      </Menu.Trigger>
      <MenuPopup align="start">
        <MenuItem
          icon={<BookmarkPlus className="icon-s" />}
          onSelect={() => memory.actions.ask({ kind: 'add-fact', value: selected.current || turn.text, turnId: turn.id })}
        >
          Remember as a fact…
        </MenuItem>
        <Menu.Separator className="menu-separator" />
        <MenuItem
          danger
          icon={<Eraser className="icon-s" />}
          onSelect={() => memory.actions.ask({ kind: 'forget-turn', turnId: turn.id, text: turn.text })}
        >
          Forget…
        </MenuItem>
      </MenuPopup>
    </Menu.Root>
  );
}
