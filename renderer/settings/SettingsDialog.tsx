import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../components/Button.tsx';
import { DismissibleProblem } from '../components/DismissibleProblem.tsx';
import { Modal } from '../components/Modal.tsx';
import { useApp } from '../useApp.ts';
import { AnswerSettings } from './AnswerSettings.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { MemorySettings } from './MemorySettings.tsx';
import { ModelSettings } from './ModelSettings.tsx';
import './SettingsDialog.css';
import { SpeechSettings } from './speech/SpeechSettings.tsx';

/** Everything that can be set. Each change is kept at once. */
export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onClose={onClose} title="Settings" width="m">
      <SettingsPanel />
    </Modal>
  );
}

function SettingsPanel() {
  const { ui } = useApp();
  const problem = useStore(ui.store, (state) => state.settingsProblem);
  useEffect(() => () => ui.set({ settingsProblem: null }), [ui]);
  return (
    <div className="modal-body settings">
      <DismissibleProblem message={problem} onDismiss={() => ui.set({ settingsProblem: null })} />
      <section aria-labelledby="settings-look">
        <h3 id="settings-look">Appearance and writing</h3>
        <AppearanceSettings />
      </section>
      <section aria-labelledby="settings-answers">
        <h3 id="settings-answers">Answers</h3>
        <AnswerSettings />
      </section>
      <section aria-labelledby="settings-memory">
        <h3 id="settings-memory">Memory</h3>
        <MemorySettings />
      </section>
      <section aria-labelledby="settings-speech">
        <h3 id="settings-speech">Voice &amp; captions</h3>
        <SpeechSettings />
      </section>
      <section aria-labelledby="settings-model">
        <h3 id="settings-model">Model</h3>
        <ModelSettings />
      </section>
      <About />
    </div>
  );
}

/** What this program is and where it keeps things. */
function About() {
  const { connection, ui } = useApp();
  const [info, setInfo] = useState<{ version: string; home: string } | null>(null);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const found = await connection.services().host.info({});
      if (current) setInfo(found);
    };
    // Without a host there is nothing to tell here; the banner says so.
    read().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [connection]);
  return (
    <section aria-labelledby="settings-about">
      <h3 id="settings-about">About</h3>
      <p className="settings-about">
        {info === null ? 'Headwater' : `Headwater ${info.version}. Conversations, settings and models lie in ${info.home}.`}
      </p>
      <Button small onClick={() => ui.set({ dialog: 'shortcuts' })}>
        Keyboard shortcuts
      </Button>
    </section>
  );
}
