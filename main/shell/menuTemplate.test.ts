import { expect, it } from 'vitest';
import { menuTemplate } from './menuTemplate.ts';

const rolesOf = (items: ReturnType<typeof menuTemplate>): unknown[] =>
  items.flatMap((item) => [item.role, ...(Array.isArray(item.submenu) ? rolesOf(item.submenu) : [])]).filter(Boolean);

it('has what each system expects, and the developer tools in development only', () => {
  expect(rolesOf(menuTemplate('darwin', true))).toEqual(expect.arrayContaining(['appMenu', 'editMenu', 'windowMenu']));
  expect(rolesOf(menuTemplate('linux', true))).toEqual(expect.arrayContaining(['quit', 'editMenu', 'zoomIn']));
  expect(rolesOf(menuTemplate('win32', true))).not.toContain('toggleDevTools');
  expect(rolesOf(menuTemplate('win32', false))).toContain('toggleDevTools');
});
