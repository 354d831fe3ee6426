import { Tabs } from '@base-ui/react/tabs';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../components/IconButton.tsx';
import { useApp } from '../useApp.ts';
import { FactsPanel } from './facts/FactsPanel.tsx';
import { LensPanel } from './lens/LensPanel.tsx';
import './MemoryDrawer.css';
import { MemoryNotice } from './MemoryNotice.tsx';
import type { MemoryTab } from './MemoryView.ts';
import { NowPanel } from './now/NowPanel.tsx';
import { RecallPanel } from './recall/RecallPanel.tsx';

const TABS: readonly { readonly tab: MemoryTab; readonly name: string }[] = [
  { tab: 'now', name: 'In sight' },
  { tab: 'facts', name: 'Facts' },
  { tab: 'recall', name: 'Recall' },
  { tab: 'lens', name: 'Lens' },
];

/**
 * What the model sees, knows and can find of the open conversation, and the person's say over it. Beside the page it is
 * a region that takes the focus when it opens and gives it back (to the message field, when what had it stood in a list
 * that gave way); over the page the dialog around it does both.
 */
export function MemoryDrawer({ over }: { over: boolean }) {
  const { chat, memory, ui } = useApp();
  const tab = useStore(memory.store, (view) => view.tab);
  const openId = useStore(chat.store, (state) => state.openId);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = drawer.current;
    if (over || !element) return undefined;
    const before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    element.focus({ preventScroll: true });
    return () => {
      const { activeElement } = document;
      if (!element.contains(activeElement) && activeElement !== document.body) return;
      if (before === null || before === document.body) ui.focusComposer();
      else before.focus({ preventScroll: true });
    };
  }, [over, ui]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape' || over || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    memory.actions.hide();
  };
  return (
    // Escape closes it from anywhere within.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside ref={drawer} className="memory" aria-label="Memory" tabIndex={-1} onKeyDown={onKeyDown}>
      <header className="memory-head">
        <h2>Memory</h2>
        <IconButton label="Close memory" shortcut={over ? 'Esc' : 'Ctrl+M'} side="bottom" size={28} onClick={memory.actions.hide}>
          <X className="icon-s" />
        </IconButton>
      </header>
      <div className="memory-notice">
        <MemoryNotice />
      </div>
      <Tabs.Root className="memory-tabs" value={tab} onValueChange={(next: MemoryTab) => memory.actions.show(next)}>
        <Tabs.List className="memory-tab-list" aria-label="Memory">
          {TABS.map((one) => (
            <Tabs.Tab key={one.tab} value={one.tab} className="memory-tab">
              {one.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((one) => (
          <Tabs.Panel key={one.tab} value={one.tab} className={`memory-panel ${one.tab}-panel`} tabIndex={-1}>
            {openId === null ? (
              <p className="memory-empty">Open a conversation, or begin one: what the model sees and remembers of it stands here.</p>
            ) : (
              <Panel key={openId} tab={one.tab} conversationId={openId} />
            )}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </aside>
  );
}

function Panel({ tab, conversationId }: { tab: MemoryTab; conversationId: string }) {
  switch (tab) {
    case 'now':
      return <NowPanel conversationId={conversationId} />;
    case 'facts':
      return <FactsPanel />;
    case 'recall':
      return <RecallPanel conversationId={conversationId} />;
    case 'lens':
      return <LensPanel conversationId={conversationId} />;
  }
}
