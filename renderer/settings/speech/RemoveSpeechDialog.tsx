import { useState } from 'react';
import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import { Button } from '../../components/Button.tsx';
import { formatBytes } from '../../components/formatBytes.ts';
import { Modal } from '../../components/Modal.tsx';
import { useSpeechCalls } from './useSpeechCalls.ts';

/** Asks once before a model is removed. */
export function RemoveSpeechDialog({ model, onClose }: { model: SpeechModel | null; onClose: () => void }) {
  const call = useSpeechCalls();
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    if (!model) return;
    setBusy(true);
    await call((models) => models.remove({ id: model.id }));
    setBusy(false);
    onClose();
  };
  return (
    <Modal
      open={model !== null}
      onClose={onClose}
      title={`Remove ${model?.name ?? 'this model'}?`}
      description={`Headwater’s copy is deleted, which frees ${formatBytes(model?.bytes ?? 0)}. The files that it was added from stay where they are, and it can be added again.`}
    >
      <div className="modal-actions">
        <Button onClick={onClose}>Keep it</Button>
        <Button kind="danger" disabled={busy} onClick={() => void remove()}>
          Remove
        </Button>
      </div>
    </Modal>
  );
}
