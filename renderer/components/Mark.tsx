/** The sign of Headwater: a spring above two waves. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 32 32" fill="none" strokeLinecap="round" strokeWidth="3" aria-hidden="true">
      <path d="M4 20c4-6 8 2 12-4s8 2 12-4" stroke="var(--water)" />
      <path d="M6 26c4-5 7 2 10-3s7 2 10-3" stroke="var(--water)" opacity=".45" />
      <circle cx="16" cy="7" r="3" fill="var(--water)" />
    </svg>
  );
}
