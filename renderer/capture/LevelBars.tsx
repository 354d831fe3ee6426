import { useSyncExternalStore } from 'react';
import type { Levels } from './createLevels.ts';
import './LevelBars.css';

/** From here on the sound is near its limit: -3 dB of 60. */
const LOUD = 0.95;
const LEAST = 0.16;

/** The last seven tenths of a second of what comes in, as bars. */
export function LevelBars({ levels: source }: { levels: Levels }) {
  const levels = useSyncExternalStore(source.subscribe, source.read);
  const now = Math.round((levels.at(-1) ?? 0) * 100);
  return (
    <div className="level-meter" role="meter" aria-label="Level" aria-valuemin={0} aria-valuemax={100} aria-valuenow={now}>
      {levels.map((level, index) => (
        // Each place of the meter is a bar of its own.
        // oxlint-disable-next-line react/no-array-index-key
        <i key={index} className={level >= LOUD ? 'loud' : ''} style={{ transform: `scaleY(${Math.max(LEAST, level)})` }} />
      ))}
    </div>
  );
}
