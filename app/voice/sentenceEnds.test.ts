import { expect, it } from 'vitest';
import { sentenceEnds } from './sentenceEnds.ts';

/** The text with its ends shown. */
function shown(text: string): string {
  let result = '';
  let before = 0;
  for (const end of sentenceEnds(text)) {
    result += `${text.slice(before, end)}|`;
    before = end;
  }
  return (result + text.slice(before)).replaceAll('\n', '¶');
}

it.each([
  'One.| Two!| Three?| Four…|',
  'Really?!| Yes...| "So."| (So.)|',
  'It costs 3.14 at example.com now.|',
  'Mr. Smith met Dr. Jones, i.e. him, vs. J. R. Tolkien.| Then e.g. nobody.|',
  'So did I.| Then it ended.|',
  'He waited ... and then went.|',
  'He said (I think. Or not.) that it is.|',
  'An open (bracket.| Goes.| On.|',
  '“One. Two.” he said.| Yes.|',
  'a line¶|another¶¶|third',
  '你好。|今天！|走吧？|',
  'Is it? yes, it is.|',
  'No end',
])('%s', (text) => expect(shown(text.replaceAll('|', '').replaceAll('¶', '\n'))).toBe(text));
