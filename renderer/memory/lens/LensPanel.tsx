import { LensView } from './LensView.tsx';
import { useLens } from './useLens.ts';

/** The memory lens: every token that the model has before it now. */
export function LensPanel({ conversationId }: { conversationId: string }) {
  const tokens = useLens(conversationId);
  if (tokens === null) {
    return (
      <p className="memory-empty" role="status">
        Looking into the live memory…
      </p>
    );
  }
  if (tokens.length === 0) {
    return <p className="memory-empty">Nothing is in the live memory now. It fills as soon as the model reads this conversation: send a message, and watch.</p>;
  }
  return <LensView tokens={tokens} />;
}
