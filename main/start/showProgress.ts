import type { ModelStatus } from '../../app/models/ModelStatus.ts';
import type { ModelService } from '../services/models/ModelService.ts';
import { progressLine } from './progressLine.ts';

/** The terminal, or the file or pipe that stands for it. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Without a terminal, progress is told this often (share of the whole). */
const STEP = 0.1;

/**
 * Tells the model's way to ready: in a terminal as one line that is drawn anew, elsewhere as a line for each phase and
 * every tenth of it. Returns what ends it.
 */
export function showProgress(models: Pick<ModelService, 'status' | 'onChange'>, output: ProgressOutput): () => void {
  const show = output.isTTY === true ? redrawing(output) : appending(output);
  let notes = 0;
  const onStatus = (status: ModelStatus): void => {
    if (status.notes.length < notes) notes = 0;
    for (const note of status.notes.slice(notes)) show.line(note);
    notes = status.notes.length;
    show.status(status);
  };
  onStatus(models.status());
  const unsubscribe = models.onChange(onStatus);
  return () => {
    unsubscribe();
    show.end();
  };
}

interface Display {
  /** a line that stays */
  line(text: string): void;
  status(status: ModelStatus): void;
  end(): void;
}

const isSettled = ({ phase }: ModelStatus): boolean => phase === 'ready' || phase === 'failed';

function redrawing(output: ProgressOutput): Display {
  let drawn = '';
  const draw = (text: string): void => {
    // What is longer than the terminal is wide would wrap, and a wrapped line cannot be drawn anew.
    drawn = text.slice(0, Math.max(20, (output.columns ?? 80) - 1));
    output.write(`\r\x1B[K${drawn}`);
  };
  const line = (text: string): void => {
    const below = drawn;
    output.write(`\r\x1B[K${text}\n`);
    drawn = '';
    if (below !== '') draw(below);
  };
  return {
    line,
    status(status) {
      if (!isSettled(status)) return draw(progressLine(status));
      drawn = '';
      return line(progressLine(status));
    },
    end() {
      if (drawn !== '') output.write('\n');
      drawn = '';
    },
  };
}

function appending(output: ProgressOutput): Display {
  let last = '';
  let phase = '';
  let next = 0;
  const line = (text: string): void => {
    if (text !== last) output.write(`${text}\n`);
    last = text;
  };
  return {
    line,
    status(status) {
      const share = status.progress?.total ? status.progress.done / status.progress.total : null;
      if (status.phase !== phase || status.progress === null) next = 0;
      phase = status.phase;
      if (share !== null && share < next) return;
      next = share === null ? 0 : (Math.floor(share / STEP) + 1) * STEP;
      line(progressLine(status));
    },
    end() {},
  };
}
