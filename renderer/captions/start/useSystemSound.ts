import { useEffect, useState } from 'react';
import { systemSound, type SystemSound } from '../../capture/systemSound.ts';
import { useApp } from '../../useApp.ts';

const UNKNOWN: SystemSound = { offered: false, words: '', command: null };

/** What this computer can hand out of its own sound. */
export function useSystemSound(): SystemSound {
  const { connection } = useApp();
  const [sound, setSound] = useState(UNKNOWN);
  useEffect(() => {
    let current = true;
    const canShare = typeof navigator.mediaDevices?.getDisplayMedia === 'function';
    connection.services().host.info({}).then(
      ({ platform, kind }) => current && setSound(systemSound(platform, kind, canShare)),
      () => undefined, // asked again when the page is opened again
    );
    return () => void (current = false);
  }, [connection]);
  return sound;
}
