import { overlayQuery } from '../../../app/captions/overlay/overlayQuery.ts';
import { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { useCopy } from '../../components/useCopy.ts';
import { useApp } from '../../useApp.ts';
import { ContrastNote } from './ContrastNote.tsx';
import { LookControls } from './LookControls.tsx';
import './OverlayDialog.css';
import { OverlayPreview } from './OverlayPreview.tsx';
import { PresetButtons } from './PresetButtons.tsx';
import { useOverlayStyle } from './useOverlayStyle.ts';

const USUAL = OverlayStyle.parse({});

/** How captions look over other programs and in OBS. Pages that are open follow while it is changed. */
export function OverlayDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onClose={onClose} title="How captions look elsewhere" width="l">
      <Editor onClose={onClose} />
    </Modal>
  );
}

function Editor({ onClose }: { onClose: () => void }) {
  const { style, change } = useOverlayStyle();
  const { connection, ui } = useApp();
  const { words, copy } = useCopy();
  const problem = ui.store.getState().settingsProblem;
  const copyAddress = async (): Promise<void> => {
    const { url } = await connection.services().captions.overlay({});
    if (url !== null) await copy(`${url}?${new URLSearchParams(overlayQuery(style)).toString()}`);
  };
  return (
    <>
      <OverlayPreview style={style} />
      <ContrastNote style={style} />
      <div className="modal-body look-body">
        <PresetButtons style={style} onChoose={change} />
        <LookControls style={style} change={change} />
        {problem === null ? null : <p role="alert">{problem}</p>}
      </div>
      <div className="modal-actions look-actions">
        <Button small kind="quiet" onClick={() => change(USUAL)}>
          As at first
        </Button>
        <span className="look-space" />
        <Button small title="For a browser source in OBS that keeps this look whatever is set later" onClick={() => void copyAddress()}>
          {words ?? 'Copy address with this look'}
        </Button>
        <Button small kind="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
