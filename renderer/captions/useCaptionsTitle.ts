import { useEffect } from 'react';
import { useOpenRecording } from './useOpenRecording.ts';

/** The window, or the browser's tab, is called after the open recording. */
export function useCaptionsTitle(): void {
  const title = useOpenRecording()?.title;
  useEffect(() => {
    document.title = `${title || 'Captions'} – Headwater`;
  }, [title]);
}
