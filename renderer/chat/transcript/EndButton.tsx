import { ArrowDown } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import { useApp } from '../../useApp.ts';

/** Further from the end than this many pixels, the way back is offered even when nothing new has come. */
const FAR = 600;

/** The way back to the end, for a reader who left it (mount it then): it says so when there is new text. */
export function EndButton({ scroller, onGo }: { scroller: RefObject<HTMLElement | null>; onGo: () => void }) {
  const fresh = useNewText();
  const far = useFar(scroller);
  if (!fresh && !far) return null;
  return (
    <button type="button" className={`end-button ${fresh ? '' : 'quiet'}`} onClick={onGo}>
      <ArrowDown className="icon-s" aria-hidden="true" />
      {fresh ? 'New text' : <span className="visually-hidden">Go to the end</span>}
    </button>
  );
}

/** True once text has come in since this was mounted. */
function useNewText(): boolean {
  const { chat } = useApp();
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    const stops = [
      chat.live.subscribe(() => setFresh(true)),
      chat.store.subscribe(({ transcript }, { transcript: before }) => {
        const grown = transcript && before && transcript.turns.at(-1)?.id !== before.turns.at(-1)?.id;
        if (grown && transcript.later === 0 && before.later === 0) setFresh(true);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [chat]);
  return fresh;
}

function useFar(scroller: RefObject<HTMLElement | null>): boolean {
  const [far, setFar] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const look = (): void => setFar(element.scrollHeight - element.clientHeight - element.scrollTop > FAR);
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller]);
  return far;
}
