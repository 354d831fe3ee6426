import { describe, expect, it } from 'vitest';
import { spokenTextOf } from './spokenTextOf.ts';

const spoken = (text: string) => spokenTextOf(text).text;

describe('spokenTextOf', () => {
  it.each([
    ['plain words', 'Well, it costs $5 and 3.14 more.', 'Well, it costs $5 and 3.14 more.'],
    ['emphasis', '**Bold**, *slanted*, ***both***, __bold__, _slanted_ and ~~gone~~.', 'Bold, slanted, both, bold, slanted and gone.'],
    ['names with underscores', 'the file my_long_name', 'the file my long name'],
    ['products', '2*3 and 4 × 5', '2 times 3 and 4  times  5'],
    ['a lonely asterisk', 'a * b', 'a * b'],
    ['headings', '# One\n### Two', 'One\nTwo'],
    ['lists', '- a\n* b\n+ c\n- [x] d\n1. e\n2) f', 'a\nb\nc\nd\n1: e\n2: f'],
    ['lists in lists and quotations', '> - **a**\n  - b\n>> c', 'a\nb\nc'],
    ['a rule', 'a\n---\nb\n* * *\nc', 'a\n\nb\n\nc'],
    ['tables', '| a | b |\n|:--|--:|\n| 1 | 2 |', 'a , b \n\n1 , 2 '],
    ['code', 'see `npm ci` and ``a`b``', 'see npm ci and a`b'],
    ['a piece of code', 'so:\n```ts\nconst a = `x`;\n```\ndone', 'so:\nA piece of code.\ndone'],
    ['a piece of code that is not closed', 'so:\n~~~\nconst a', 'so:\nA piece of code.'],
    ['links', 'see [the **page**](https://a.org/b_(c) "title"), ok', 'see the page, ok'],
    ['pictures', '![a cat](cat.png) sits', 'a cat sits'],
    ['addresses', 'see https://www.example.com/a_b?c=1#d. Or <http://x.org:80/>!', 'see a link to example.com. Or a link to x.org!'],
    ['an address with a mark after it', 'visit **https://a.org/x**', 'visit a link to a.org'],
    ['words that begin like one', 'the http header, www', 'the http header, www'],
    ['references', 'so it is[1], and[^2] so', 'so it is, and so'],
    ['HTML', 'a<br>b <b class="x">c</b><!-- no -->', 'ab c'],
    ['less than', 'if a < b and 1<2', 'if a < b and 1<2'],
    ['what was escaped', String.raw`\*not bold\*`, '*not bold*'],
    ['entities', 'A &amp; B', 'A and B'],
    ['formulas', String.raw`so $x^2$ and \(y\) and $$z$$ and \[w\]`, 'so a formula and a formula and a formula and a formula'],
    ['prices', 'from $5 to $10, or $5-$10', 'from $5 to $10, or $5-$10'],
    ['emoji', 'fine 😀👍🏽 👨‍👩‍👧 🇩🇪 ❤️ yes', 'fine     yes'],
    ['other languages', '你好。Größe, naïve', '你好。Größe, naïve'],
  ])('speaks %s', (_, text, expected) => expect(spoken(text)).toBe(expected));

  it('knows where everything stands', () => {
    const text = 'a **b** [c d](http://x.y) https://e.fg/h?';
    const { text: said, from, to } = spokenTextOf(text);
    expect(said).toBe('a b c d a link to e.fg?');
    const at = (words: string) => text.slice(from[said.indexOf(words)], to[said.indexOf(words) + words.length - 1]);
    expect(at('b')).toBe('b');
    expect(at('c d')).toBe('c d');
    expect(at('a link to e.fg')).toBe('https://e.fg/h');
    expect(at('link')).toBe('https://e.fg/h');
    expect(at('?')).toBe('?');
    expect(from).toHaveLength(said.length);
    for (let index = 1; index < from.length; index++) expect(from[index]).toBeGreaterThanOrEqual(from[index - 1] ?? 0);
  });

  it('takes a place in a line for no beginning of one', () => {
    expect(spokenTextOf('# a\n# b', { inLine: true }).text).toBe('# a\nb');
  });
});
