import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { DismissibleProblem } from '../components/DismissibleProblem.tsx';
import { useApp } from '../useApp.ts';

/** What the host has to say about its start (a damaged file that was put aside), until it is dismissed. */
export function HostNotices() {
  const { connection } = useApp();
  const services = useStore(connection.store, (state) => state.services);
  const [notices, setNotices] = useState<readonly string[]>([]);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let current = true;
    const read = async (host: NonNullable<typeof services>['host']): Promise<void> => {
      const info = await host.info({});
      if (current) setNotices(info.notices);
    };
    // A connection lost meanwhile is told by its own banner.
    if (services) read(services.host).catch(() => undefined);
    return () => {
      current = false;
    };
  }, [services]);
  return notices
    .filter((notice) => !dismissed.has(notice))
    .map((notice) => <DismissibleProblem key={notice} message={notice} onDismiss={() => setDismissed(new Set([...dismissed, notice]))} />);
}
