import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../components/Button.tsx';
import { useApp } from '../useApp.ts';
import './ConnectionBanner.css';

/** A connection that is back within this time is not worth a word. */
const CALM_MS = 600;

/** Says calmly that the host is away. The window connects again by itself. */
export function ConnectionBanner() {
  const { connection } = useApp();
  const open = useStore(connection.store, ({ phase }) => phase === 'open');
  return open ? null : <LostBanner />;
}

function LostBanner() {
  const { connection } = useApp();
  const { phase, problem } = useStore(connection.store);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), CALM_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className="connection-banner" role="status">
      <span className="dot busy" />
      <span>
        {phase === 'lost' ? 'Reconnecting… What you wrote is kept. ' : ''}
        {problem?.message ?? (phase === 'lost' ? '' : 'Connecting…')}
      </span>
      <Button small kind="quiet" onClick={connection.retry}>
        Try now
      </Button>
    </div>
  );
}
