import { describe, expect, it } from 'vitest';
import { parseUntrustedJson } from './parseUntrustedJson.ts';

const parse = (text: string): unknown => parseUntrustedJson(text, 'config.json', 'it');

describe('parseUntrustedJson', () => {
  it.each([
    '{"a":1,"b":{"a":[1,"}",null]},"c\\"{":"\\\\"}',
    '[{"a":1},{"a":2}]',
    '"text: \\"a\\":"',
    '7',
    '{}',
    ' {"é": "{["} ',
  ])('parses %s', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each<[string, RegExp]>([
    ['{"a":1,"b":2,"a":3}', /has the name "a" twice/u],
    ['{"a":1,"\\u0061":3}', /has the name "a" twice/u],
    ['{"__proto__":{}}', /__proto__/u],
    ['{"\\u005f_proto__":{}}', /__proto__/u],
    ['['.repeat(65) + ']'.repeat(65), /nests deeper than 64/u],
    ['['.repeat(10_000_000), /nests deeper than 64/u],
    ['{"a', /middle of a text/u],
    ['{"a\\"', /middle of a text/u],
    ['{"a":NaN}', /not valid JSON/u],
    ['', /not valid JSON/u],
    ['}}}}', /not valid JSON/u],
  ])('refuses %.40s', (text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) }),
    );
  });

  it('leaves names further in to whoever reads them', () => {
    expect(JSON.stringify(parse('{"a":{"__proto__":1}}'))).toBe('{"a":{"__proto__":1}}');
  });
});
