import { Modal } from '../components/Modal.tsx';
import { LOCAL_KEYS, SHORTCUTS } from './shortcuts.ts';
import './ShortcutsDialog.css';

/** All keys of the window. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onClose={onClose} title="Keyboard shortcuts" description="On a Mac, Command does the same as Ctrl.">
      <div className="modal-body">
        <dl className="shortcuts">
          {[...SHORTCUTS, ...LOCAL_KEYS].map(({ words, keys }) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  );
}
