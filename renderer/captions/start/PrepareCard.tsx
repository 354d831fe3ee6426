import type { PrepareStatus } from '../../../app/models/PrepareStatus.ts';
import { Button } from '../../components/Button.tsx';
import { formatBytes } from '../../components/formatBytes.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import '../../components/Chip.css';
import { describePrepare } from './describePrepare.ts';

interface PrepareCardProps {
  readonly status: PrepareStatus;
  /** what it is for, to begin a sentence with: “What captions need” */
  readonly needed: string;
  readonly prepare: () => void;
  readonly cancel: () => void;
}

/** What something needs, from absent to ready: what each model is, its size and licence; progress; what went wrong. */
export function PrepareCard({ status, needed, prepare, cancel }: PrepareCardProps) {
  const { phase, models, problem } = status;
  const { words, share, detail } = describePrepare(status, needed);
  const moving = phase === 'downloading' || phase === 'importing' || phase === 'starting';
  const bytes = models.filter(({ present }) => !present).reduce((sum, model) => sum + model.bytes, 0);
  return (
    <section className={`prepare ${phase}`} aria-label={needed}>
      {phase === 'failed' ? <p role="alert">{problem ?? words}</p> : <h3>{words}</h3>}
      {moving ? (
        <>
          <ProgressBar value={share} label={words} />
          {detail === '' ? null : <p className="prepare-words">{detail}</p>}
        </>
      ) : null}
      {phase === 'starting' || models.length === 0 ? null : (
        <ul>
          {models.map(({ id, name, about, licence, bytes, present }) => (
            <li key={id} className="prepare-model">
              <b>{name}</b>
              <span>{present ? 'on this computer' : formatBytes(bytes)}</span>
              <p>
                {about} Licence: {licence}.
              </p>
            </li>
          ))}
        </ul>
      )}
      <div className="prepare-actions">
        {phase === 'absent' ? (
          <Button small kind="primary" onClick={prepare}>
            Get {bytes > 0 ? `(${formatBytes(bytes)})` : 'ready'}
          </Button>
        ) : null}
        {phase === 'failed' ? (
          <Button small kind="primary" onClick={prepare}>
            Try again
          </Button>
        ) : null}
        {phase === 'downloading' || phase === 'importing' ? (
          <Button small onClick={cancel}>
            Cancel
          </Button>
        ) : null}
      </div>
    </section>
  );
}
