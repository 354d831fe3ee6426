// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { createDevices } from './createDevices.ts';

function scripted() {
  const changes = new EventTarget();
  const device = (kind: string, deviceId: string, label: string) => ({ kind, deviceId, label });
  const all = [device('audioinput', 'default', 'Default'), device('audioinput', 'a', 'Desk'), device('audiooutput', 'b', 'Speaker'), device('videoinput', 'c', 'Camera')];
  const media = {
    enumerateDevices: () => Promise.resolve(all),
    addEventListener: changes.addEventListener.bind(changes),
    removeEventListener: changes.removeEventListener.bind(changes),
  } as unknown as MediaDevices;
  return { media, plug: (id: string) => (all.push(device('audioinput', id, id)), changes.dispatchEvent(new Event('devicechange'))) };
}

test('lists microphones alone, each once, and follows them as they come', async () => {
  const { media, plug } = scripted();
  const devices = createDevices(media);
  await vi.waitFor(() => expect(devices.store.getState().list).toEqual([{ id: 'a', label: 'Desk' }]));
  plug('new');
  await vi.waitFor(() => expect(devices.store.getState().list?.map(({ id }) => id)).toEqual(['a', 'new']));
  devices.close();
  plug('late');
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(devices.store.getState().list).toHaveLength(2);
});

test('before the person has allowed one, browsers tell of microphones without names: they are there, and cannot be chosen', async () => {
  const { media, plug } = scripted();
  (await media.enumerateDevices()).splice(0, 2);
  const devices = createDevices(media);
  await vi.waitFor(() => expect(devices.store.getState()).toMatchObject({ list: [], hidden: false }));
  plug('');
  await vi.waitFor(() => expect(devices.store.getState()).toMatchObject({ list: [], hidden: true }));
  devices.close();
});

test('the choice is kept for the next start, and can be given back to the system', () => {
  const { media } = scripted();
  createDevices(media).choose('a');
  const next = createDevices(media);
  expect(next.store.getState().chosenId).toBe('a');
  next.choose(null);
  expect(createDevices(media).store.getState().chosenId).toBeNull();
});

test('a window that may not ask for devices has none', async () => {
  const devices = createDevices(undefined);
  await vi.waitFor(() => expect(devices.store.getState().list).toEqual([]));
});
