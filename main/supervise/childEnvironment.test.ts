import { expect, test } from 'vitest';
import { childEnvironment } from './childEnvironment.ts';

test('a child gets paths and language, and no secret or switch of the host', () => {
  const host = { PATH: '/bin', Path: 'C:\\', LC_ALL: 'C', XDG_DATA_HOME: '/data', HF_TOKEN: 'hf_x', NODE_OPTIONS: '--inspect', ELECTRON_RUN_AS_NODE: '1' };
  expect(childEnvironment(host)).toEqual({ PATH: '/bin', Path: 'C:\\', LC_ALL: 'C', XDG_DATA_HOME: '/data' });
});
