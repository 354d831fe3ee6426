import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { MAX_TURN_TEXT } from '../../../app/conversation/Turn.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useApp } from '../../useApp.ts';
import { TalkButton } from '../../voice/talk/TalkButton.tsx';
import { TalkSurface } from '../../voice/talk/TalkSurface.tsx';
import './Composer.css';
import { GrowingTextarea } from './GrowingTextarea.tsx';
import { QueueChips } from './QueueChips.tsx';
import { readDraft } from './readDraft.ts';
import { sendsMessage } from './sendsMessage.ts';

const LINES = 10;
/** From this share of the longest message on, its length is shown. */
const NEAR_LIMIT = 0.9;

/** Where the person writes. One button sends and stops; what is written while an answer comes waits in the queue. */
export function Composer({ suggestion }: { suggestion: { text: string } | null }) {
  const app = useApp();
  const { actions, chat, drafts, settings, ui } = app;
  const openId = useStore(chat.store, (state) => state.openId);
  const busy = useStore(chat.store, ({ transcript }) => (transcript?.activity.kind ?? 'idle') !== 'idle');
  const enterSends = useStore(settings, (state) => state.settings?.enterSends ?? true);
  const connected = useStore(app.connection.store, ({ phase }) => phase === 'open');
  const focusRequests = useStore(ui.store, (state) => state.focusRequests);
  const talking = useStore(app.voice.talk.store, ({ stage }) => stage !== 'off');
  const [text, setText] = useState(() => readDraft(app, openId));
  const [shownFor, setShownFor] = useState({ openId, talking });
  // What was said and could not be given as a message stands there after the talk.
  if (shownFor.openId !== openId || shownFor.talking !== talking) {
    setShownFor({ openId, talking });
    setText(readDraft(app, openId));
  }
  const area = useRef<HTMLTextAreaElement>(null);
  const empty = text.trim() === '';

  useEffect(() => {
    area.current?.focus({ preventScroll: true });
  }, [focusRequests]);
  useLayoutEffect(() => {
    if (!suggestion) return;
    change(suggestion.text);
    area.current?.focus();
    // Only a new suggestion is taken over.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [suggestion]);

  const change = (next: string): void => {
    setText(next);
    drafts.write(openId, next);
  };
  const send = async (): Promise<void> => {
    if (empty || !connected) return;
    const message = text;
    change('');
    const { sent, conversationId } = await actions.send(message);
    if (sent) {
      if (settings.getState().settings?.welcomed === false) void app.saveSettings({ welcomed: true });
      return;
    }
    // It comes back where it was written, before what was written since; the reader may be elsewhere by now.
    const back = [message, drafts.read(conversationId, '')].filter((part) => part.trim() !== '').join('\n\n');
    drafts.write(conversationId, back);
    if (chat.store.getState().openId === conversationId) setText(back);
  };
  const editLast = (): void => {
    const last = chat.store.getState().transcript?.turns.findLast(({ role }) => role === 'user');
    if (last) actions.beginEdit(last.id, last.text);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (sendsMessage(event.nativeEvent, enterSends)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' && text === '' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      editLast();
    }
  };
  const stops = busy && empty;
  if (talking) {
    return (
      <div className="composer">
        <QueueChips />
        <TalkSurface />
      </div>
    );
  }
  return (
    <div className="composer">
      <QueueChips />
      {/* A click beside the text is meant for the text. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div className="composer-box" onClick={(event) => (event.target === event.currentTarget ? area.current?.focus() : undefined)}>
        <GrowingTextarea
          ref={area}
          value={text}
          lines={LINES}
          aria-label="Message"
          aria-keyshortcuts="Shift+Escape"
          placeholder="Write to Headwater"
          maxLength={MAX_TURN_TEXT}
          enterKeyHint={enterSends ? 'send' : 'enter'}
          onChange={(event) => change(event.target.value)}
          onBlur={drafts.flush}
          onKeyDown={onKeyDown}
        />
        <div className="composer-foot">
          <TalkButton />
          <span className="composer-hint">{hint(text, busy, enterSends, connected)}</span>
          <IconButton
            className="composer-send"
            label={stops ? 'Stop' : busy ? 'Send when this answer has ended' : 'Send'}
            shortcut={stops ? 'Esc' : enterSends ? 'Enter' : 'Ctrl+Enter'}
            disabled={!stops && (empty || !connected)}
            onClick={() => void (stops ? actions.stop() : send())}
          >
            {stops ? <Square className="composer-stop" fill="currentColor" /> : <ArrowUp className="icon" strokeWidth={2} />}
          </IconButton>
        </div>
      </div>
    </div>
  );
}

function hint(text: string, busy: boolean, enterSends: boolean, connected: boolean): string {
  if (text.length > MAX_TURN_TEXT * NEAR_LIMIT) {
    return `${text.length.toLocaleString()} of ${MAX_TURN_TEXT.toLocaleString()} characters`;
  }
  if (text === '') return '';
  if (!connected) return 'Not connected just now; this is kept';
  if (busy) return 'Will be sent when this answer has ended';
  return enterSends ? 'Shift+Enter for a new line' : 'Ctrl+Enter sends';
}
