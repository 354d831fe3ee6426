import { useId, useRef } from 'react';
import { useStore } from 'zustand';
import type { SoundSource } from '../../../app/captions/Recording.ts';
import { chosenMicrophone } from '../../capture/chosenMicrophone.ts';
import type { SystemSound } from '../../capture/systemSound.ts';
import { Button } from '../../components/Button.tsx';
import { formatBytes } from '../../components/formatBytes.ts';
import { useApp } from '../../useApp.ts';

/** More about the source: which microphone, what this system can do, which file. */
export function SourceDetail(props: { source: SoundSource; system: SystemSound; file: File | null; onFile: (file: File) => void }) {
  switch (props.source) {
    case 'microphone':
      return <MicrophoneDetail />;
    case 'system':
      return (
        <div className="source-detail">
          <p>{props.system.words}</p>
          {props.system.command === null ? null : <code>{props.system.command}</code>}
        </div>
      );
    case 'file':
      return <FileDetail file={props.file} onFile={props.onFile} />;
  }
}

function MicrophoneDetail() {
  const { devices } = useApp();
  const known = useStore(devices.store, chosenMicrophone);
  const { list, hidden } = useStore(devices.store);
  const id = useId();
  if (list !== null && list.length === 0) {
    return (
      <p className="source-detail">
        {hidden
          ? 'When you start you are asked whether Headwater may use the microphone. After that one can be chosen here.'
          : 'No microphone was found. Plug one in, and it stands here by itself; or choose a file.'}
      </p>
    );
  }
  return (
    <div className="source-detail">
      <label htmlFor={id}>Device</label>
      <select id={id} value={known ?? ''} onChange={(event) => devices.choose(event.target.value || null)}>
        <option value="">The system’s choice</option>
        {list?.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label || `Microphone ${index + 1}`}
          </option>
        ))}
      </select>
    </div>
  );
}

function FileDetail({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="source-detail">
      <input
        ref={picker}
        type="file"
        hidden
        accept="audio/*,video/*"
        aria-label="A file with sound"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = '';
          if (chosen) onFile(chosen);
        }}
      />
      <div className="source-file">
        <Button small onClick={() => picker.current?.click()}>
          Choose a file…
        </Button>
        <span>{file === null ? 'Sound or video; you can also drop it here.' : `${file.name} · ${formatBytes(file.size)}`}</span>
      </div>
      <p>WAV, MP3, FLAC, Ogg, WebM, M4A and MP4 of any length are read as fast as this computer can; others, where they are longer than a quarter of an hour, at their own pace.</p>
    </div>
  );
}
