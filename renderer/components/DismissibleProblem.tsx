import { X } from 'lucide-react';
import { IconButton } from './IconButton.tsx';

/** A sentence about what did not work (null: nothing to tell), until it is dismissed. */
export function DismissibleProblem({ message, className = 'problem-bar', onDismiss }: { message: string | null; className?: string; onDismiss: () => void }) {
  if (message === null) return null;
  return (
    <div className={className} role="alert">
      <p>{message}</p>
      <IconButton label="Dismiss" size={24} onClick={onDismiss}>
        <X className="icon-s" />
      </IconButton>
    </div>
  );
}
