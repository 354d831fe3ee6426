import { useStore } from 'zustand';
import { PrepareCard } from '../captions/start/PrepareCard.tsx';
import '../captions/start/StartPage.css';
import { Modal } from '../components/Modal.tsx';
import { useApp } from '../useApp.ts';

/** The first time a message is read aloud: what has to be fetched for that. It closes by itself when reading begins. */
export function VoiceDialog() {
  const { reader } = useApp();
  const open = useStore(reader.store, ({ asked }) => asked !== null);
  const status = useStore(reader.store, (state) => state.status);
  return (
    <Modal
      open={open && status !== null}
      onClose={reader.dismiss}
      title="Read aloud"
      description="A voice on this computer reads messages to you; nothing of them leaves it. It speaks English."
      width="m"
    >
      <div className="modal-body voice-body">
        {status && <PrepareCard status={status} needed="What the voice needs" prepare={reader.prepare} cancel={reader.cancelPrepare} />}
      </div>
    </Modal>
  );
}
