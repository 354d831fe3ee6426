// The only code that touches both Electron and the page. It fetches one message port from the host and hands it to the
// page, which speaks the contract over it; nothing of Electron itself is shown to the page.
const { ipcRenderer } = require('electron');

ipcRenderer.on('headwater:port', (event) => {
  window.postMessage({ type: 'headwater-port' }, window.location.origin, event.ports);
});

// The page listens once its scripts have run, and they run before this event.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('headwater:port'), { once: true });
