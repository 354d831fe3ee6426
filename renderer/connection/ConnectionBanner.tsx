import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../components/Button.tsx';
import { useApp } from '../useApp.ts';
import './ConnectionBanner.css';

/** A connection that is back within this time is not worth a word. */
const CALM_MS = 600;
/** After this time the host will hardly come back by itself: then the reason is said, and what to do. */
const LONG_MS = 6_000;

/** Says calmly that the host is away. The window connects again by itself. */
export function ConnectionBanner() {
  const { connection } = useApp();
  const open = useStore(connection.store, ({ phase }) => phase === 'open');
  return open ? null : <LostBanner />;
}

function LostBanner() {
  const { connection } = useApp();
  const { phase, problem } = useStore(connection.store);
  const [age, setAge] = useState<'fresh' | 'shown' | 'long'>('fresh');
  useEffect(() => {
    const timers = [setTimeout(() => setAge('shown'), CALM_MS), setTimeout(() => setAge('long'), LONG_MS)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (age === 'fresh') return null;
  const reason = problem && (phase === 'connecting' || age === 'long') ? problem.message : null;
  return (
    <div className="connection-banner" role="status">
      <span className="dot busy" />
      <span>{reason ?? (phase === 'lost' ? 'Reconnecting… What you wrote is kept.' : 'Connecting…')}</span>
      <Button small kind="quiet" onClick={connection.retry}>
        Try now
      </Button>
    </div>
  );
}
