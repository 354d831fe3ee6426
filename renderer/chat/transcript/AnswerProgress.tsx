import { useStore } from 'zustand';
import { formatCount } from '../../components/formatCount.ts';
import { useApp } from '../../useApp.ts';

/** What happens while an answer is being written: waiting for the model, or reading. */
export function AnswerProgress() {
  const { chat } = useApp();
  const activity = useStore(chat.store, ({ transcript }) => transcript?.activity);
  const words = (): string => {
    switch (activity?.kind) {
      case 'waiting':
        return 'Waiting for the model. The answer starts by itself.';
      case 'reading':
        return `Reading ${formatCount(activity.total)} tokens… ${percent(activity.done, activity.total)}`;
      case 'answering':
      case 'idle':
      case undefined:
        return '';
    }
  };
  return (
    <div className={`turn-actions progress-line ${activity?.kind ?? ''}`}>
      <span>{words()}</span>
    </div>
  );
}

function percent(done: number, total: number): string {
  return `${total > 0 ? Math.floor((100 * done) / total) : 0} %`;
}
