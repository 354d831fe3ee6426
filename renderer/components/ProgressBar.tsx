import './ProgressBar.css';

/** A thin bar. `value` from 0 to 1, or null while nobody knows how much there is to do. */
export function ProgressBar({ value, label }: { value: number | null; label: string }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === null ? {} : { 'aria-valuenow': Math.round(value * 100) })}
    >
      <i
        className={value === null ? 'unknown' : ''}
        style={value === null ? undefined : { transform: `scaleX(${Math.min(1, Math.max(0, value))})` }}
      />
    </div>
  );
}
