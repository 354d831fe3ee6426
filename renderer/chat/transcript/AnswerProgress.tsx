import { useStore } from 'zustand';
import { formatCount } from '../../components/formatCount.ts';
import { useApp } from '../../useApp.ts';
import { describeModel } from '../model/describeModel.ts';

/** What happens while an answer is being written: waiting for the model, or reading. */
export function AnswerProgress() {
  const app = useApp();
  const activity = useStore(app.chat.store, ({ transcript }) => transcript?.activity);
  const status = useStore(app.model, ({ status }) => status);
  const words = (): string => {
    switch (activity?.kind) {
      case 'waiting':
        return `${status ? describeModel(status) : 'The model is not ready yet.'} The answer starts by itself.`;
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
