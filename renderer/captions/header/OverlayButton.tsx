import { Popover } from '@base-ui/react/popover';
import { AppWindow } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AppError } from '../../../app/contract/AppError.ts';
import { Button } from '../../components/Button.tsx';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';
import { useCopy } from '../../components/useCopy.ts';
import { useApp } from '../../useApp.ts';
import { LiveFileForm } from './LiveFileForm.tsx';

/** The captions elsewhere: as a page over other programs or in OBS, and as a text file that follows them. */
export function OverlayButton() {
  return (
    <Popover.Root>
      <Popover.Trigger className="chip" aria-label="Overlay and live text">
        <AppWindow className="icon-s" aria-hidden="true" />
        <span className="wide-word">Overlay</span>
      </Popover.Trigger>
      <PopoverPanel title="Captions elsewhere">
        <Elsewhere />
      </PopoverPanel>
    </Popover.Root>
  );
}

function Elsewhere() {
  const { connection } = useApp();
  const { words, copy } = useCopy();
  const [overlay, setOverlay] = useState<{ url: string | null; liveFile: string | null } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    connection
      .services()
      .captions.overlay({})
      .then(
        (told) => current && setOverlay(told),
        (error: unknown) => current && setProblem(AppError.toValue(error).message),
      );
    return () => void (current = false);
  }, [connection]);
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (overlay === null) return <p>Asking for the address</p>;
  const { url, liveFile } = overlay;
  return (
    <>
      {url === null ? null : (
        <div className="overlay-panel">
          <p>This page shows the newest lines, see-through and large: open it in a window of its own, or add it to OBS as a browser source.</p>
          <p className="overlay-address">{url}</p>
          <Button small kind="primary" onClick={() => void copy(url)}>
            {words ?? 'Copy address'}
          </Button>
        </div>
      )}
      <LiveFileForm present={liveFile} />
    </>
  );
}
