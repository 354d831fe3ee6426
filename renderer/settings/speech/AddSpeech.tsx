import { useCallback, useState } from 'react';
import type { SpeechModelList } from '../../../app/models/SpeechModelList.ts';
import { Button } from '../../components/Button.tsx';
import { PathField } from '../../components/PathField.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { SettingRow } from '../SettingRow.tsx';
import { useDroppedPath } from './useDroppedPath.ts';
import { useSpeechCalls } from './useSpeechCalls.ts';

/** Adds a model that lies on the computer Headwater runs on. */
export function AddSpeech({ list: { installing, problem } }: { list: SpeechModelList }) {
  const call = useSpeechCalls();
  const [path, setPath] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const take = useCallback((dropped: string) => {
    setUnknown(false);
    setPath(dropped);
  }, []);
  const { over, target } = useDroppedPath(take, useCallback(() => setUnknown(true), []));
  const add = async (): Promise<void> => {
    if (path.trim() !== '' && (await call((models) => models.install({ path: path.trim() })))) setPath('');
  };
  return (
    <SettingRow
      id="add-speech"
      label="Add a speech model"
      help="The full path of its folder, as it was unpacked, or of a Piper voice’s .onnx file; in the desktop window it can be dropped here. It is looked at first, then a copy of it is kept; the original is not changed."
      changed={false}
      onReset={() => undefined}
      wide
    >
      {installing ? (
        <div className="add-speech-progress">
          <div>
            <p title={installing.path}>{installing.path}</p>
            <ProgressBar value={installing.fraction} label="Adding the model" />
          </div>
          <Button small onClick={() => void call((models) => models.cancelInstall({}))}>
            Stop
          </Button>
        </div>
      ) : (
        <form
          className={`add-speech ${over ? 'over' : ''}`}
          {...target}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <PathField
            id="add-speech"
            value={path}
            onPath={take}
            placeholder="/home/me/models/kokoro-en-v0_19"
            aria-describedby={problem === null ? 'add-speech-help' : 'add-speech-help add-speech-problem'}
          />
          <Button type="submit" disabled={path.trim() === ''}>
            Add
          </Button>
        </form>
      )}
      {isUnknown ? (
        <p className="field-problem" role="alert">
          A browser does not tell where a dropped folder lies. Type its path, or use the desktop window.
        </p>
      ) : null}
      {problem === null ? null : (
        <p id="add-speech-problem" className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </SettingRow>
  );
}
