import { useState } from 'react';
import { useStore } from 'zustand';
import { AppError } from '../../app/contract/AppError.ts';
import { useApp } from '../useApp.ts';
import { Button } from './Button.tsx';
import './LinkDialog.css';
import { Modal } from './Modal.tsx';
import { useCopy } from './useCopy.ts';

/** Asks before a link of a message is opened, and shows where it really leads. */
export function LinkDialog() {
  const { ui } = useApp();
  const link = useStore(ui.store, (state) => state.link);
  return (
    <Modal
      open={link !== null}
      onClose={() => ui.set({ link: null })}
      title="Open this address?"
      description="It opens in your browser and leaves Headwater. The model wrote it; it may not exist or not be what it says."
    >
      {link === null ? null : <LinkForm link={link} onDone={() => ui.set({ link: null })} />}
    </Modal>
  );
}

function LinkForm({ link, onDone }: { link: string; onDone: () => void }) {
  const { connection } = useApp();
  const { words, copy } = useCopy();
  const [problem, setProblem] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    try {
      // In a browser the page itself must open it, while the click still counts.
      if (location.protocol.startsWith('http')) window.open(link, '_blank', 'noopener,noreferrer');
      else await connection.services().host.openExternal({ url: link });
      onDone();
    } catch (error) {
      setProblem(AppError.toValue(error).message);
    }
  };
  return (
    <>
      <div className="modal-body">
        <p className="link-address">{link}</p>
        {problem === null ? null : (
          <p className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <div className="modal-actions">
        <Button kind="quiet" onClick={() => void copy(link)}>
          {words ?? 'Copy address'}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
        <Button kind="primary" onClick={() => void open()}>
          Open
        </Button>
      </div>
    </>
  );
}
