import { useEffect, useRef, useState } from 'react';
import { MAX_TITLE } from '../../../app/conversation/Conversation.ts';
import './RenameField.css';

/**
 * A title being changed in its place: Enter or leaving it saves, Escape does not. `onDone` gets null when unchanged.
 * `label` says what it is the name of; by default, a conversation. `placeholder` stands where there is no name yet.
 */
export function RenameField(props: { title: string; label?: string; placeholder?: string; className?: string; onDone: (title: string | null) => void }) {
  const [text, setText] = useState(props.title);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    field.current?.select();
  }, []);

  const finish = (save: boolean): void => {
    if (done.current) return;
    done.current = true;
    const title = text.trim();
    props.onDone(save && title !== '' && title !== props.title ? title : null);
  };
  return (
    <input
      ref={field}
      className={`rename-field ${props.className ?? ''}`}
      aria-label={props.label ?? 'Name of the conversation'}
      value={text}
      placeholder={props.placeholder}
      maxLength={MAX_TITLE}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        // These keys belong to the input method while a word is being composed.
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
      }}
    />
  );
}
