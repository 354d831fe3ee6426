import { useState } from 'react';
import { AppError } from '../../../app/contract/AppError.ts';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../useApp.ts';

/** Says, before anything is recorded, whether this machine keeps up. */
export function SelfTest() {
  const { connection } = useApp();
  const [words, setWords] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const test = async (): Promise<void> => {
    setBusy(true);
    try {
      setWords(verdict(await connection.services().captions.selfTest({})));
    } catch (error) {
      setWords(AppError.toValue(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="self-test">
      <span role="status">{words ?? ''}</span>
      <Button small kind="quiet" disabled={busy} onClick={() => void test()}>
        {busy ? 'Listening to a test' : 'Check this machine'}
      </Button>
    </div>
  );
}

function verdict({ realTimeFactor, finalDelayMs }: { realTimeFactor: number; finalDelayMs: number }): string {
  const needs = `This machine needs ${realTimeFactor.toFixed(realTimeFactor < 0.1 ? 2 : 1)} s for each second of speech`;
  if (realTimeFactor >= 1) return `${needs}: captions would fall further and further behind.`;
  return `${needs}; a line is final ${(finalDelayMs / 1_000).toFixed(1)} s after it was said.`;
}
