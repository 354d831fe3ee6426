import { useStore } from 'zustand';
import '../../components/Chip.css';
import { formatCount } from '../../components/formatCount.ts';
import { Tip } from '../../components/Tip.tsx';
import { useApp } from '../../useApp.ts';
import { usedTokens } from '../../memory/usedTokens.ts';
import './MemoryButton.css';

/** Opens and closes the Memory drawer, and says how full the live memory is. */
export function MemoryButton() {
  const { chat, memory } = useApp();
  const usage = useStore(chat.store, ({ transcript }) => transcript?.usage ?? null);
  const open = useStore(memory.store, (view) => view.open);
  return (
    <Tip text="What the model sees and remembers" shortcut="Ctrl+M" side="bottom">
      <button type="button" className="chip memory-button" aria-expanded={open} aria-keyshortcuts="Control+M" onClick={memory.actions.toggle}>
        Memory
        {usage ? (
          <small>
            {formatCount(usedTokens(usage))} <span className="meter-of">of {formatCount(usage.budget)}</span>
            <span className="visually-hidden"> tokens are in sight</span>
          </small>
        ) : null}
      </button>
    </Tip>
  );
}
