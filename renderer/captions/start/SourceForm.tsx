import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { MAX_RECORDING_TITLE, type SoundSource } from '../../../app/captions/Recording.ts';
import { chosenMicrophone } from '../../capture/chosenMicrophone.ts';
import { fileInput } from '../../capture/fileInput.ts';
import { microphoneInput } from '../../capture/microphoneInput.ts';
import type { SoundInput } from '../../capture/SoundInput.ts';
import { systemInput } from '../../capture/systemInput.ts';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { LanguageField } from './LanguageField.tsx';
import { SelfTest } from './SelfTest.tsx';
import { SourceCards } from './SourceCards.tsx';
import { SourceDetail } from './SourceDetail.tsx';
import { useDroppedFile } from './useDroppedFile.ts';
import { useSystemSound } from './useSystemSound.ts';
import { useWishes } from './useWishes.ts';
import { Wish } from './Wish.tsx';

/** What to listen to, what to keep, and Start. */
export function SourceForm() {
  const { capture, captioning, captions, devices } = useApp();
  const { wishes, wish } = useWishes();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState('');
  const titleId = useId();
  const system = useSystemSound();
  const microphone = useStore(devices.store, chosenMicrophone);
  const { phase, source: opening } = useStore(capture.store);
  const elsewhere = useStore(captions.store, ({ recordings }) => recordings?.some(({ live }) => live) ?? false);
  const { source, keepSound, remembered, corrected } = wishes;
  const choose = (next: SoundSource): void => {
    // What was wrong with another source says nothing about this one.
    capture.dismiss();
    wish({ source: next });
  };
  const chooseFile = (next: File): void => {
    setFile(next);
    choose('file');
  };
  useDroppedFile(chooseFile);
  useEffect(() => void devices.refresh(), [devices]);

  const missing = source === 'file' ? file === null : source === 'system' && !system.offered;
  const start = (): void => {
    const input = inputOf(source, file, microphone);
    if (!input) return;
    const named = title.trim() || (source === 'file' ? (file?.name.replace(/\.\w+$/, '') ?? '') : '');
    void captioning.start(input, { title: named.slice(0, MAX_RECORDING_TITLE), keepSound, remembered, corrected }).then(() => devices.refresh());
  };
  return (
    <form
      className="source-form"
      aria-label="A new recording"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <SourceCards value={source} onChange={choose} />
      <SourceDetail source={source} system={system} file={file} onFile={chooseFile} />
      <div className="source-detail">
        <label htmlFor={titleId}>Name</label>
        <input
          id={titleId}
          className="source-title"
          value={title}
          maxLength={MAX_RECORDING_TITLE}
          placeholder="Tuesday lecture"
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      <LanguageField />
      <div>
        <Wish
          label="Keep the sound"
          help="To play it again from any line. Otherwise only the text is kept."
          value={keepSound}
          onChange={(next) => wish({ keepSound: next })}
        />
        <Wish
          label="Chats may recall it"
          help="What was said can come up in your conversations. You can change this later."
          value={remembered}
          onChange={(next) => wish({ remembered: next })}
        />
        <Wish
          label="Make a corrected copy"
          help="Every stretch is listened to a second time, slowly, for reading and export. The live lines stay. It takes as much of this computer again."
          value={corrected}
          onChange={(next) => wish({ corrected: next })}
        />
      </div>
      <div className="source-foot">
        <Button kind="primary" type="submit" disabled={missing || phase !== 'off' || elsewhere}>
          <i className="dot" aria-hidden="true" />
          {phase !== 'starting' ? 'Start captions' : opening === 'file' ? 'Opening the file' : 'Waiting for permission'}
        </Button>
        {elsewhere ? <span className="prepare-words">Another recording is being made. Stop it first.</span> : <SelfTest />}
      </div>
    </form>
  );
}

function inputOf(source: SoundSource, file: File | null, deviceId: string | null): SoundInput | null {
  switch (source) {
    case 'microphone':
      return microphoneInput(deviceId);
    case 'system':
      return systemInput();
    case 'file':
      return file && fileInput(file);
  }
}
