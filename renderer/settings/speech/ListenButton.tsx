import { Volume2 } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';
import { sampleSentence, VOICE_SAMPLE } from '../../voice/voiceSample.ts';

/** Has the chosen voice say a sentence, or stops that. What is wrong is told beside it. */
export function ListenButton({ language }: { language?: string | undefined }) {
  const { reader } = useApp();
  const listening = useStore(reader.store, (state) => state.reading?.turnId === VOICE_SAMPLE);
  const problem = useStore(reader.store, (state) => (state.problem?.turnId === VOICE_SAMPLE ? state.problem.message : null));
  useEffect(
    () => () => {
      if (reader.store.getState().reading?.turnId === VOICE_SAMPLE) reader.stop();
    },
    [reader],
  );
  return (
    <>
      <Button small onClick={() => (listening ? reader.stop() : reader.read({ turnId: VOICE_SAMPLE, text: sampleSentence(language) }))}>
        <Volume2 className="icon-s" aria-hidden="true" />
        {listening ? 'Stop' : 'Listen'}
      </Button>
      {problem === null ? null : (
        <p className="field-problem voice-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
