import { useEffect, useState } from 'react';
import { useApp } from '../../useApp.ts';
import { useSpokenText } from '../useSpokenText.ts';

/** Says each finished line of a recording that is being made to a screen reader, once. */
export function CaptionAnnouncer() {
  const { captions } = useApp();
  const spoken = useSpokenText();
  const [words, setWords] = useState('');
  useEffect(
    () =>
      captions.store.subscribe(({ log, openId, recordings }, { log: before }) => {
        const last = log?.lines.at(-1);
        const isLive = recordings?.find(({ id }) => id === openId)?.live ?? false;
        // What was there when the recording was opened is not news.
        if (!isLive || !last || !before?.loaded || before.recordingId !== log?.recordingId) return;
        if (last.index > (before.lines.at(-1)?.index ?? -1)) setWords(last.text);
      }),
    [captions],
  );
  return (
    <div className="visually-hidden" aria-live="polite" role="status">
      {spoken(words)}
    </div>
  );
}
