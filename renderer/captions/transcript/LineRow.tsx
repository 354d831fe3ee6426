import { memo } from 'react';
import { useStore } from 'zustand';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { translationOf } from '../../../app/captions/translation/translationOf.ts';
import { useApp } from '../../useApp.ts';
import { formatClock } from '../formatClock.ts';
import { isChosen } from '../isChosen.ts';
import { Marked } from '../Marked.tsx';
import { shownText } from '../shownText.ts';
import { useSpokenText } from '../useSpokenText.ts';
import { LineActions } from './LineActions.tsx';
import { LineEditor } from './LineEditor.tsx';
import { SpeakerName } from './SpeakerName.tsx';

/** One finished line: when, who, what; and what can be done with it while it has the focus or the pointer. */
export const LineRow = memo(function LineRow(props: {
  line: CaptionLine;
  /** its speaker is another one than before */
  names: boolean;
  /** the one line that the Tab key comes to */
  reachable: boolean;
  /** the pointer is at it, or was last: with the one that can be reached, the only ones that have their actions drawn */
  near: boolean;
  flash: boolean;
  onReach: (id: string) => void;
  onNear: (id: string) => void;
}) {
  const { line, names, reachable, near, flash, onReach, onNear } = props;
  const { captions, player } = useApp();
  const { id, recordingId, startMs, endMs, speaker, edited } = line;
  const editing = useStore(captions.store, (state) => state.editing?.lineId === id);
  const naming = useStore(captions.store, (state) => state.naming === id);
  const query = useStore(captions.store, (state) => state.find?.query ?? '');
  const chosen = useStore(captions.store, (state) => isChosen(state, id));
  const playing = useStore(player.store, (state) => state.recordingId === recordingId && state.atMs >= startMs && state.atMs < endMs);
  const copy = useStore(captions.store, (state) => state.copy);
  const spoken = useSpokenText();
  const text = spoken(shownText(line, copy));
  const translation = translationOf(line, copy);
  const time = formatClock(startMs);
  const shown = names || naming;
  const kind = `caption-line ${shown ? 'named' : ''} ${chosen ? 'chosen' : ''} ${playing ? 'playing' : ''} ${flash ? 'flash' : ''}`;
  return (
    // Reached by the arrow keys, for its actions (WAI-ARIA, roving tabindex).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={kind}
      data-line={id}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={reachable ? 0 : -1}
      aria-label={`${speaker ? `${speaker}, ` : ''}${time}`}
      onFocus={() => onReach(id)}
      onPointerEnter={() => onNear(id)}
    >
      <time className="caption-time" dateTime={`PT${(startMs / 1_000).toFixed(1)}S`}>
        {time}
      </time>
      {shown ? <SpeakerName line={line} naming={naming} reachable={reachable} /> : null}
      {editing ? (
        <LineEditor line={line} />
      ) : (
        <p className="caption-text" dir="auto">
          <Marked text={text} query={query} />
          {edited ? <small> edited</small> : null}
        </p>
      )}
      {translation && !editing ? (
        <p className="caption-translation" lang={translation.language} dir="auto">
          {spoken(translation.text)}
        </p>
      ) : null}
      {editing || !(near || reachable) ? null : <LineActions line={line} reachable={reachable} />}
    </article>
  );
});
