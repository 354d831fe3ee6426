import { useStore } from 'zustand';
import { useApp } from '../useApp.ts';
import './Toasts.css';

/** Short notices at the foot of the window; one that can be undone says how. */
export function Toasts() {
  const { ui } = useApp();
  const toasts = useStore(ui.store, (state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite" aria-label="Notices">
      {toasts.map(({ id, text, action }) => (
        <div className="toast" key={id}>
          <span>{text}</span>
          {action ? (
            <button
              type="button"
              onClick={() => {
                ui.dismissToast(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          ) : null}
        </div>
      ))}
    </div>
  );
}
