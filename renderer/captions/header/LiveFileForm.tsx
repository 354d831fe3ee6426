import { useState } from 'react';
import { AppError } from '../../../app/contract/AppError.ts';
import { Button } from '../../components/Button.tsx';
import { PathField } from '../../components/PathField.tsx';
import { useApp } from '../../useApp.ts';

/** A text file on the host's computer that always holds the newest lines; `present`: the one that is written now. */
export function LiveFileForm({ present }: { present: string | null }) {
  const { connection } = useApp();
  const [path, setPath] = useState(present ?? '');
  const [outcome, setOutcome] = useState<{ words: string; good: boolean } | null>(null);
  const set = async (next: string | null): Promise<void> => {
    try {
      await connection.services().captions.liveFile({ path: next });
      setOutcome({ words: next === null ? 'No file is written any more.' : 'The newest lines are written there from now on.', good: true });
    } catch (error) {
      setOutcome({ words: AppError.toValue(error).message, good: false });
    }
  };
  return (
    <form
      className="overlay-panel"
      onSubmit={(event) => {
        event.preventDefault();
        void set(path.trim());
      }}
    >
      <h3>
        <label htmlFor="live-file">Live text file</label>
      </h3>
      <div className="overlay-file">
        <PathField id="live-file" value={path} placeholder="/home/me/captions.txt" onPath={setPath} />
        <Button small type="submit" disabled={path.trim() === ''}>
          Write
        </Button>
        <Button
          small
          kind="quiet"
          disabled={path === ''}
          onClick={() => {
            setPath('');
            void set(null);
          }}
        >
          End
        </Button>
      </div>
      {outcome === null ? null : <p role={outcome.good ? 'status' : 'alert'}>{outcome.words}</p>}
    </form>
  );
}
