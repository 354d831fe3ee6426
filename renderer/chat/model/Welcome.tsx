import { History, Lock, Waves, WifiOff } from 'lucide-react';
import { useStore } from 'zustand';
import { formatCount } from '../../components/formatCount.ts';
import { Mark } from '../../components/Mark.tsx';
import { useApp } from '../../useApp.ts';
import { ModelCard } from './ModelCard.tsx';
import './Welcome.css';

const EXAMPLES = [
  'Explain how a river finds its way to the sea, in five sentences.',
  'Write a short, friendly note to a neighbour about a parcel.',
  'Give me three ideas for a simple dinner with potatoes.',
  'Write a JavaScript function that groups words by their first letter.',
];

/** English words in a token, about; and to what the number is rounded. */
const WORDS_PER_TOKEN = 0.75;
const ROUNDED = 100;

/** A new conversation: the first time, what Headwater is; always, the state of the model and something to begin with. */
export function Welcome({ onExample }: { onExample: (text: string) => void }) {
  const { model, settings } = useApp();
  const welcomed = useStore(settings, (state) => state.settings?.welcomed ?? true);
  const slots = useStore(settings, (state) => state.settings?.contextSlots ?? 0);
  const words = Math.max(1, Math.round((slots * WORDS_PER_TOKEN) / ROUNDED)) * ROUNDED;
  const name = useStore(model, (state) => state.status?.model.name ?? null);
  return (
    <div className="welcome">
      <div className="welcome-column">
        <Mark className="welcome-mark" />
        <h2>{welcomed ? 'What is on your mind?' : 'Welcome to Headwater'}</h2>
        {welcomed ? (
          <p className="welcome-lead">
            {name === null ? 'Everything stays on this computer.' : `${name} answers, on this computer alone.`}
          </p>
        ) : (
          <>
            <p className="welcome-lead">An assistant that runs on this computer and keeps every word of your conversations.</p>
            <ul className="welcome-points">
              <li>
                <Lock className="icon" strokeWidth={1.6} aria-hidden="true" />
                <span>
                  <b>Private.</b> What you write never leaves this computer. There is no account, and nothing is counted.
                </span>
              </li>
              <li>
                <Waves className="icon" strokeWidth={1.6} aria-hidden="true" />
                <span>
                  <b>Open about what it sees.</b> The band above a conversation shows what the model can see right now.
                </span>
              </li>
              <li>
                <History className="icon" strokeWidth={1.6} aria-hidden="true" />
                <span>
                  <b>Never full.</b> The model sees the latest {formatCount(words)} words or so. What was said before is kept,
                  and brought back to it when it matters.
                </span>
              </li>
              <li>
                <WifiOff className="icon" strokeWidth={1.6} aria-hidden="true" />
                <span>
                  <b>Works offline.</b> The network is used to fetch models, and for nothing else. You can write while they come.
                </span>
              </li>
            </ul>
          </>
        )}
        <ModelCard />
        <ul className="welcome-examples" aria-label="Something to begin with">
          {EXAMPLES.map((example) => (
            <li key={example}>
              <button type="button" onClick={() => onExample(example)}>
                {example}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
