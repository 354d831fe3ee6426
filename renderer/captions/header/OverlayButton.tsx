import { Popover } from '@base-ui/react/popover';
import { AppWindow } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AppError } from '../../../app/contract/AppError.ts';
import { Button } from '../../components/Button.tsx';
import { PopoverPanel } from '../../components/PopoverPanel.tsx';
import { useCopy } from '../../components/useCopy.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { useApp } from '../../useApp.ts';
import { OverlayWindowControls } from '../overlay/OverlayWindowControls.tsx';
import { LiveFileForm } from './LiveFileForm.tsx';

/** The captions elsewhere: in a window over other programs, as a page in OBS, and as a text file that follows them. */
export function OverlayButton() {
  const [open, setOpen] = useState(false);
  const { value } = useSetting('captionWindow');
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={`chip ${value.open ? 'on' : ''}`} aria-label="Overlay and live text">
        <AppWindow className="icon-s" aria-hidden="true" />
        <span className="wide-word">Overlay</span>
      </Popover.Trigger>
      <PopoverPanel title="Captions elsewhere">
        <Elsewhere onLeave={() => setOpen(false)} />
      </PopoverPanel>
    </Popover.Root>
  );
}

interface Told {
  readonly url: string | null;
  readonly liveFile: string | null;
  readonly kind: 'web' | 'desktop';
}

function Elsewhere({ onLeave }: { onLeave: () => void }) {
  const { connection, ui } = useApp();
  const { words, copy } = useCopy();
  const [told, setTold] = useState<Told | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const { captions, host } = connection.services();
    Promise.all([captions.overlay({}), host.info({})]).then(
      ([overlay, { kind }]) => current && setTold({ ...overlay, kind }),
      (error: unknown) => current && setProblem(AppError.toValue(error).message),
    );
    return () => void (current = false);
  }, [connection]);
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (told === null) return <p>Asking for the address</p>;
  const { url, liveFile, kind } = told;
  return (
    <>
      {url === null ? null : (
        <div className="overlay-panel">
          <OverlayWindowControls kind={kind} />
          <Button
            small
            onClick={() => {
              onLeave();
              ui.set({ dialog: 'overlay' });
            }}
          >
            Change how it looks…
          </Button>
          <h3>In OBS, or on another screen</h3>
          <p>A see-through page with the newest lines. In OBS, add it as a browser source.</p>
          <p className="overlay-address">{url}</p>
          <Button small onClick={() => void copy(url)}>
            {words ?? 'Copy address'}
          </Button>
        </div>
      )}
      <LiveFileForm present={liveFile} />
    </>
  );
}
