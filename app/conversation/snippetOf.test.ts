import { expect, test } from 'vitest';
import { searchTerms } from './searchTerms.ts';
import { snippetOf } from './snippetOf.ts';

const snippet = (text: string, query: string): string =>
  snippetOf(text, searchTerms(query))
    .map(({ text, match }) => (match ? `[${text}]` : text))
    .join('');

test.each([
  ['Hello Wörld, hello', 'hello', '[Hello] Wörld, [hello]'],
  ['Hello Wörld', 'world ', 'Hello [Wörld]'],
  ['catalog cat', 'cat ', 'catalog [cat]'],
  ['catalog cat', 'cat', '[catalog] [cat]'],
  ['see foo-bar now', '"foo bar"', 'see [foo-bar] now'],
  ['我们爱中国人民', '国人', '我们爱中[国人]民'],
  ['line one\n\n\tline two', 'two', 'line one line [two]'],
  ['nothing here', 'absent', 'nothing here'],
  ['a [b] c', 'b', 'a [[b]] c'],
])('in %j, %j is shown as %j', (text, query, expected) => {
  expect(snippet(text, query)).toBe(expected);
});

test('a passage of a long text begins and ends at words, with dots', () => {
  const text = `${'before '.repeat(200)}needle ${'after '.repeat(200)}`;
  const shown = snippet(text, 'needle');
  expect(shown).toMatch(/^…\s?before .*before \[needle\] after .*after…$/);
  expect(shown.length).toBeLessThan(220);
});

test('no character is cut in half and the text of the runs is the text', () => {
  const text = `${'😀'.repeat(300)} needle ${'👍'.repeat(300)}`;
  const runs = snippetOf(text, searchTerms('needle'));
  for (const run of runs) expect(run.text.isWellFormed()).toBe(true);
  expect(text).toContain(
    runs
      .map(({ text }) => text)
      .join('')
      .replaceAll('…', ''),
  );
});

test('a snippet of a very long text with a match at every word stays short', () => {
  const runs = snippetOf('a '.repeat(200_000), searchTerms('a'));
  expect(runs.length).toBeLessThan(400);
});

test('a match far behind in a long text is found, at every distance from the seams of what is read at a time', () => {
  for (let length = 19_900; length < 20_300; length += 7) {
    for (const filler of ['x ', 'é']) {
      const text = `${filler.repeat(length)} concat needle end`;
      expect(snippetOf(text, searchTerms('needle end')).filter(({ match }) => match)).toHaveLength(2);
    }
  }
  const text = `${'wörd '.repeat(150_000)}néedle`;
  expect(snippetOf(text, searchTerms('needle')).at(-1)).toEqual({ text: 'néedle', match: true });
});
