import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../../useApp.ts';

/** Files dragged onto the window are imported as conversations. */
export function DropImport() {
  const { list, ui } = useApp();
  // Settings take files of their own; none of the others takes any.
  const isBehind = useStore(ui.store, ({ dialog }) => dialog !== null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(!isBehind);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (!isBehind) void list.import([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [list, isBehind]);
  if (!over) return null;
  return (
    <div className="list-drop" role="status">
      Drop to import conversations
      <small>JSON or Markdown files exported from Headwater. Nothing that is here is changed.</small>
    </div>
  );
}
