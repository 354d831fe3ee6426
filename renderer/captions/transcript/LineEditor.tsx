import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { MAX_LINE_TEXT, type CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { GrowingTextarea } from '../../chat/composer/GrowingTextarea.tsx';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';

/** A line being corrected in its place: Enter saves, Escape does not. */
export function LineEditor({ line }: { line: CaptionLine }) {
  const { captioning, captions } = useApp();
  const text = useStore(captions.store, (state) => state.editing?.text ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = area.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const close = (): void => {
    const row = area.current?.closest('article');
    captions.store.setState({ editing: null });
    row?.focus({ preventScroll: true });
  };
  const save = async (): Promise<void> => {
    const wanted = text.trim();
    if (wanted === '') return;
    if (wanted === line.text || (await captioning.editLine(line.id, wanted))) close();
  };
  return (
    <div className="caption-editor">
      <GrowingTextarea
        ref={area}
        value={text}
        lines={8}
        maxLength={MAX_LINE_TEXT}
        aria-label="Correct this line"
        onChange={(event) => captions.store.setState({ editing: { lineId: line.id, text: event.target.value } })}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') close();
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          void save();
        }}
      />
      <div className="caption-editor-actions">
        <Button small kind="quiet" onClick={close}>
          Cancel
        </Button>
        <Button small kind="primary" disabled={text.trim() === ''} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
