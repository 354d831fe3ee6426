import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import './ErrorBoundary.css';

/** Stands in for the window when drawing it failed: an error in one message must not leave an empty page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="window-failed" role="alert">
        <h1>The window could not be drawn</h1>
        <p>Nothing you wrote is lost, and an answer that is being written goes on. Load the window again.</p>
        <pre>{error.message}</pre>
        <Button kind="primary" onClick={() => location.reload()}>
          Load again
        </Button>
      </main>
    );
  }
}
