import { expect, test } from 'vitest';
import { createHostService } from './createHostService.ts';

const facts = { kind: 'desktop', version: '1.2.3', home: '/home', notices: () => ['Told.'] } as const;

test('only web pages are opened outside', async () => {
  const opened: string[] = [];
  const host = createHostService({ ...facts, openExternal: async (url) => void opened.push(url) });
  expect(await host.openExternal({ url: 'https://example.org/a?b' })).toEqual({ opened: true });
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'ms-settings:', 'HTTPSX://example.org']) {
    await expect(host.openExternal({ url })).rejects.toMatchObject({ code: 'bad-request' });
  }
  expect(opened).toEqual(['https://example.org/a?b']);
});

test('the web host leaves opening to the browser', async () => {
  const host = createHostService({ ...facts, kind: 'web', openExternal: null });
  expect(await host.openExternal({ url: 'https://example.org' })).toEqual({ opened: false });
  expect(await host.info({})).toMatchObject({ kind: 'web', version: '1.2.3', notices: ['Told.'] });
});
