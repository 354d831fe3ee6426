import { expect, it } from 'vitest';
import { chunkSpeech } from './chunkSpeech.ts';

const ANSWER = `# Rain

As far as I know, **rain** falls from [clouds](https://x.org). 😀 Mr. Smith measured 3.5 mm (i.e. little. Really).

- one drop
- two drops
- and then a third one that is longer

\`\`\`js
rain();
\`\`\`
See https://example.com/rain?x=1.`;

it('cuts an answer into what is said, in order, each with its place', () => {
  const chunks = [...chunkSpeech(ANSWER)];
  expect(chunks.map(({ spoken }) => spoken)).toEqual([
    'Rain',
    'As far as I know, rain falls from clouds.',
    'Mr. Smith measured 3.5 mm (i.e. little. Really).',
    'one drop. two drops. and then a third one that is longer',
    'A piece of code. See a link to example.com.',
  ]);
  expect(chunks.map(({ from, to }) => ANSWER.slice(from, to))).toEqual([
    'Rain',
    'As far as I know, **rain** falls from [clouds](https://x.org).',
    'Mr. Smith measured 3.5 mm (i.e. little. Really).',
    'one drop\n- two drops\n- and then a third one that is longer',
    '```js\nrain();\n```\nSee https://example.com/rain?x=1.',
  ]);
});

it('says nothing where there is nothing to say', () => {
  for (const text of ['', ' \n', '...', '😀', '---', '**', '?! — …']) expect([...chunkSpeech(text)]).toEqual([]);
});

it('loses no word, repeats none, and none is too long', () => {
  const words = Array.from({ length: 3_000 }, (_, index) => `w${index}${'.,!'[index % 17] ?? ''}${index % 40 === 0 ? '\n' : ''}`);
  const chunks = [...chunkSpeech(words.join(' '))];
  const said = chunks.flatMap(({ spoken }) => spoken.match(/w\d+/g) ?? []);
  expect(said).toEqual(words.map((word) => word.match(/w\d+/)?.[0]));
  expect(Math.max(...chunks.map(({ spoken }) => spoken.length))).toBeLessThanOrEqual(310);
  expect(chunks[0]?.spoken.length).toBeLessThanOrEqual(60);
});

it('gets through any text, however strange', () => {
  for (const piece of ['[', '`', '*a', '_', '<a', '$1', '|', '(', '"a', '.a', '# ', '> - ', '![', '\\', 'h', '```\n', '<!--', '. ', '(a. ', '$$', '\\[']) {
    const text = piece.repeat(6_000 / piece.length);
    for (const { from, to, spoken } of chunkSpeech(text)) {
      expect(from).toBeLessThan(to);
      expect(to).toBeLessThanOrEqual(text.length);
      expect(spoken).not.toBe('');
    }
  }
});
