import { expect, it } from 'vitest';
import { homeFolder } from './homeFolder.ts';

it.each([
  ['linux', {}, '/home/ada', '/home/ada/.local/share/headwater'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/headwater'],
  ['linux', { XDG_DATA_HOME: 'data' }, '/home/ada', '/home/ada/.local/share/headwater'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/ada', '/home/ada/.local/share/headwater'],
  ['linux', { HEADWATER_HOME: '/mnt/big/hw', XDG_DATA_HOME: '/data' }, '/home/ada', '/mnt/big/hw'],
  ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Headwater'],
  ['win32', { APPDATA: 'C:\\Users\\ada\\Roaming' }, 'C:\\Users\\ada', 'C:\\Users\\ada\\Roaming\\Headwater'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Headwater'],
  ['win32', { HEADWATER_HOME: 'D:\\hw' }, 'C:\\Users\\ada', 'D:\\hw'],
] as const)('on %s with %j', (platform, environment, userHome, expected) => {
  expect(homeFolder(environment, platform, userHome)).toBe(expected);
});
