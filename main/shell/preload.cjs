// The only code that touches both Electron and the page. It fetches one message port from the host and hands it to the
// page, which speaks the contract over it; nothing of Electron itself is shown to the page.
const { ipcRenderer, webUtils } = require('electron');

ipcRenderer.on('headwater:port', (event) => {
  window.postMessage({ type: 'headwater-port' }, window.location.origin, event.ports);
});

// The page listens once its scripts have run, and they run before this event.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('headwater:port'), { once: true });

// A page cannot tell where a dropped folder lies. It is told of what a person has dropped on an element that asks for it.
window.addEventListener(
  'drop',
  (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!event.isTrusted || !file || !event.target?.closest?.('[data-takes-path]')) return;
    window.postMessage({ type: 'headwater-path', path: webUtils.getPathForFile(file) }, window.location.origin);
  },
  { capture: true },
);
