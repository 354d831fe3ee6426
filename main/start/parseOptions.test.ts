import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions } from './parseOptions.ts';

test('nothing asked for is the default of everything', () => {
  expect(parseOptions([])).toEqual({ help: false, web: false, port: undefined, model: undefined, home: undefined });
});

test('everything asked for, with paths made absolute', () => {
  expect(parseOptions(['--web', '--port', '8080', '--model=m.gguf', '--home', 'here'])).toEqual({
    help: false,
    web: true,
    port: 8080,
    model: resolve('m.gguf'),
    home: resolve('here'),
  });
});

test.each([
  [['--prot', '1'], /^Unknown option '--prot'\. "npm start -- --help" shows/],
  [['--port'], /--help/],
  [['--port', 'x'], /^--port takes a number from 1 to 65535, not "x"\.$/],
  [['--port', '70000'], /65535/],
  [['file.gguf'], /--help/],
])('%j is refused with one sentence', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});
