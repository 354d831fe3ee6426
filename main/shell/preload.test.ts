import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const source = await readFile(join(import.meta.dirname, 'preload.cjs'), 'utf8');

/** Runs the preload script as a sandboxed page would: with `electron` as the only module there is. */
function runPreload() {
  const listeners: Record<string, (...args: unknown[]) => void> = {};
  const pageListeners: Record<string, (event?: unknown) => void> = {};
  const sent: string[] = [];
  const posted: unknown[][] = [];
  const ipcRenderer = {
    on: (channel: string, listener: (...args: unknown[]) => void) => (listeners[channel] = listener),
    send: (channel: string) => sent.push(channel),
  };
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`a sandboxed page has no module ${name}`);
    return { ipcRenderer, webUtils: { getPathForFile: (file: { at: string }) => file.at } };
  };
  const window = {
    location: { origin: 'app://headwater' },
    postMessage: (...args: unknown[]) => posted.push(args),
    addEventListener: (type: string, listener: (event?: unknown) => void) => (pageListeners[type] = listener),
  };
  runInContext(source, createContext({ require, window }));
  return { listeners, pageListeners, sent, posted, window };
}

describe('the preload script', () => {
  it('is one CommonJS file that requires electron only', () => {
    expect([...source.matchAll(/require\('([^']+)'\)/g)].map((match) => match[1])).toEqual(['electron']);
    expect(source).not.toMatch(/^\s*(import|export)\s/m);
  });

  it('asks for a port when the page listens, and hands it to our origin only', () => {
    const { listeners, pageListeners, sent, posted } = runPreload();
    expect(sent).toEqual([]);
    pageListeners['DOMContentLoaded']?.();
    expect(sent).toEqual(['headwater:port']);
    const port = {};
    listeners['headwater:port']?.({ ports: [port], sender: 'must not leak' }, null);
    expect(posted).toEqual([[{ type: 'headwater-port' }, 'app://headwater', [port]]]);
  });

  it('tells the path of what a person drops where one is asked for, to our origin only', () => {
    const { pageListeners, posted } = runPreload();
    const drop = (changes: object) =>
      pageListeners['drop']?.({ isTrusted: true, dataTransfer: { files: [{ at: '/models/kokoro' }] }, target: { closest: (selector: string) => selector === '[data-takes-path]' }, ...changes });
    drop({ target: { closest: () => null } });
    drop({ isTrusted: false });
    drop({ dataTransfer: { files: [] } });
    drop({ dataTransfer: null });
    expect(posted).toEqual([]);
    drop({});
    expect(posted).toEqual([[{ type: 'headwater-path', path: '/models/kokoro' }, 'app://headwater']]);
  });

  it('shows nothing of Electron to the page', () => {
    expect(Object.keys(runPreload().window)).toEqual(['location', 'postMessage', 'addEventListener']);
    expect(source).not.toContain('contextBridge');
  });
});
