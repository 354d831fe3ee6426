import { expect, it } from 'vitest';
import { ErrorValue } from '../../app/contract/AppError.ts';
import { quoted } from './quoted.ts';
import { refusedFile } from './refusedFile.ts';

it('makes one sentence of a reason, without the path', () => {
  const error = refusedFile('bad-file', '/home/someone/model.gguf', 'it ends in the middle');
  expect(error.message).toBe(
    '"model.gguf" cannot be used: it ends in the middle. ' +
      'Nothing was changed; get the file again or choose another one.',
  );
  expect(error.details).toEqual({ file: 'model.gguf', reason: 'it ends in the middle' });
});

it('stays sendable however hostile the names are', () => {
  const error = refusedFile(
    'unsupported',
    `${'x'.repeat(9_000)}.gguf`,
    `its tensor ${quoted('\u001b[31m\n\u202e'.repeat(2_000))} is odd`,
  );
  expect(ErrorValue.parse({ code: error.code, message: error.message, details: error.details }).code).toBe(
    'unsupported',
  );
});

it('quotes names without control characters, cut at 80', () => {
  expect(quoted('a\u0000\nb\u202ec')).toBe('"a b c"');
  expect(quoted('x'.repeat(100))).toBe(`"${'x'.repeat(77)}..."`);
});
