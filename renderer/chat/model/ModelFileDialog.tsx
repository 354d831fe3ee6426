import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { PathField } from '../../components/PathField.tsx';
import { useApp } from '../../useApp.ts';
import './ModelFileDialog.css';

/** Names a model file or folder on the computer that Headwater runs on. */
export function ModelFileDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open}
      onClose={onClose}
      title="Use a model file"
      description="A GGUF file, or a folder with config.json and safetensors. Llama-like models can be read: SmolLM2, Llama 2 and 3, TinyLlama. The file is not changed."
    >
      <ModelFileForm onClose={onClose} />
    </Modal>
  );
}

function ModelFileForm({ onClose }: { onClose: () => void }) {
  const { models, settings } = useApp();
  const present = useStore(settings, (state) => state.settings?.modelFile ?? null);
  const [path, setPath] = useState(present ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const install = async (file: string | null): Promise<void> => {
    const refusal = await models.install(file);
    setProblem(refusal);
    if (refusal === null) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') void install(path.trim());
      }}
    >
      <div className="modal-body model-file">
        <label htmlFor="model-file">
          Full path
          <PathField
            id="model-file"
            value={path}
            onPath={setPath}
            placeholder="/home/me/models/SmolLM2-135M-Instruct.Q4_1.gguf"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : 'model-file-problem'}
          />
        </label>
        {problem === null ? null : (
          <p id="model-file-problem" className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <div className="modal-actions">
        {present === null ? null : (
          <Button kind="quiet" onClick={() => void install(null)}>
            Back to the default model
          </Button>
        )}
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" disabled={path.trim() === ''}>
          Use it
        </Button>
      </div>
    </form>
  );
}
