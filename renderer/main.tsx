import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '@fontsource-variable/lexend';
import { createRoot } from 'react-dom/client';
import './theme/tokens.css';
import './theme/base.css';
import { App } from './App.tsx';
import { createAppState } from './AppState.ts';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { createConnection } from './connection/createConnection.ts';
import { listenForDesktopChannel } from './connection/listenForDesktopChannel.ts';
import { openWebChannel } from './connection/openWebChannel.ts';
import { takeToken } from './connection/takeToken.ts';
import { applyTheme, lastTheme } from './theme/applyTheme.ts';

applyTheme(lastTheme());

const web = location.protocol === 'http:' || location.protocol === 'https:';
const token = web ? takeToken() : null;
const state = createAppState(createConnection(web ? () => openWebChannel(token) : listenForDesktopChannel()));

// A window that goes away hands over what stands unsent, and a connection that was lost is tried when it is looked at.
const keep = (): void => state.drafts.flush();
window.addEventListener('pagehide', () => {
  keep();
  state.capture.close();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keep();
  else state.connection.retry();
});
window.addEventListener('online', () => state.connection.retry());

const root = document.getElementById('root');
if (!root) throw new Error('The page of the window has no place for it.');
createRoot(root).render(
  <ErrorBoundary>
    <App state={state} />
  </ErrorBoundary>,
);
