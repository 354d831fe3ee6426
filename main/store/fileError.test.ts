import { expect, test } from 'vitest';
import { fileError } from './fileError.ts';

test.each([
  ['ENOSPC', 'disk-full', /disk is full.*safe.*free some space/],
  ['EDQUOT', 'disk-full', /disk is full/],
  ['EACCES', 'no-permission', /\/x\/y is not allowed/],
  ['EROFS', 'no-permission', /not allowed/],
  ['EIO', 'internal', /It failed: broken/],
])('%s is %s', (code, expected, message) => {
  const cause = Object.assign(new Error('broken'), { code });
  expect(fileError(cause, 'It failed', '/x/y')).toMatchObject({
    code: expected,
    message: expect.stringMatching(message),
    cause,
  });
});
