import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { storeError } from './storeError.ts';

const sqlite = (errcode: number): Error => Object.assign(new Error('sqlite says'), { errcode });
const system = (code: string): Error => Object.assign(new Error('system says'), { code });

test.each([
  [sqlite(13), 'disk-full'],
  [sqlite(8), 'no-permission'],
  [sqlite(14), 'no-permission'],
  [sqlite(1032), 'no-permission'],
  [sqlite(5), 'busy'],
  [sqlite(517), 'busy'],
  [sqlite(11), 'bad-file'],
  [sqlite(26), 'bad-file'],
  [sqlite(266), 'internal'],
  [sqlite(1), 'internal'],
  [system('ENOSPC'), 'disk-full'],
  [system('EACCES'), 'no-permission'],
  [system('EROFS'), 'no-permission'],
  [new Error('anything'), 'internal'],
])('%o becomes %s', (error, code) => {
  expect(storeError(error, '/tmp/a.db')).toMatchObject({ code, cause: error });
});

test('an error that is ours already stays itself', () => {
  const error = new AppError('not-found', 'Gone.');
  expect(storeError(error, '/tmp/a.db')).toBe(error);
});
