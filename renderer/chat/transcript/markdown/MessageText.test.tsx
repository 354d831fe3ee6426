// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openWindow } from '../../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../../testing/TestHost.test-helper.ts';
import { MessageText } from './MessageText.tsx';
import { renderMarkdown } from './renderMarkdown.tsx';

afterEach(cleanup);
const show = (text: string, growing = false) => render(<MessageText text={text} growing={growing} />).container;

test('raw HTML is text', () => {
  const page = show('Hello <img src=x onerror=alert(1)> <b>there</b>\n\n<script>alert(1)</script>');
  expect(page.querySelector('img, b, script')).toBeNull();
  expect(page.textContent).toContain('<script>alert(1)</script>');
});

test('unfinished constructs are closed while the text grows', () => {
  expect(show('This is **bol', true).querySelector('strong')?.textContent).toBe('bol');
  cleanup();
  expect(show('Run `npm', true).querySelector('code')?.textContent).toBe('npm');
  cleanup();
  expect(show('```ts\nconst a', true).querySelector('pre code')?.textContent).toBe('const a');
  cleanup();
  expect(show('| Name | Pri', true).querySelectorAll('th')).toHaveLength(2);
});

test('code has its language, Copy and a switch that wraps', async () => {
  show('```python\nprint(1)\n```');
  expect(screen.getByRole('figure', { name: 'Code, python' })).toBeTruthy();
  const wrap = screen.getByRole('button', { name: 'Wrap' });
  fireEvent.click(wrap);
  expect(wrap.getAttribute('aria-pressed')).toBe('true');
  let copied = '';
  Object.assign(navigator, { clipboard: { writeText: (text: string) => Promise.resolve(void (copied = text)) } });
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
  await screen.findByText('Copied');
  expect(copied).toBe('print(1)');
});

test('code is coloured once its block is complete', async () => {
  const page = show('```js\nconst a = 1;\n```');
  await waitFor(() => expect(page.querySelector('.hljs-keyword')?.textContent).toBe('const'));
});

test('formulas are set by KaTeX, prices are not', async () => {
  const page = show('Let $x^2$ cost $5 or $10.\n\n$$\n\\frac{1}{2}\n$$');
  await waitFor(() => expect(page.querySelectorAll('.katex')).toHaveLength(2));
  expect(page.querySelector('p')?.textContent).toContain('cost $5 or $10.');
});

test('very long code is capped until it is asked for', () => {
  const page = show(`\`\`\`\n${'line\n'.repeat(500)}\`\`\``);
  expect(page.querySelector('pre.capped')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /Show all 500 lines/ }));
  expect(page.querySelector('pre.capped')).toBeNull();
});

test('finished blocks keep their elements while the text grows', () => {
  const { container, rerender } = render(<MessageText text={'First.\n\nSec'} growing />);
  const first = container.querySelector('p');
  rerender(<MessageText text={'First.\n\nSecond.\n\nThird'} growing />);
  expect(container.querySelector('p')).toBe(first);
  expect(container.querySelectorAll('p')).toHaveLength(3);
});

test('links ask first and show the whole address; pictures are never loaded', async () => {
  const host = new TestHost();
  host.addConversation('Chat', ['Q', 'See [here](https://example.org/a?b=c) and ![a cat](https://example.org/cat.png) and [x](javascript:alert(1)).']);
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  fireEvent.click(await screen.findByRole('link', { name: 'here' }));
  await screen.findByText('https://example.org/a?b=c');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByText('https://example.org/a?b=c')).toBeNull());
  expect(document.querySelector('.md img')).toBeNull();
  expect(screen.getByRole('link', { name: 'Picture: a cat' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'x' })).toBeNull();
});

test('a picture in a link is part of that link', async () => {
  const host = new TestHost();
  host.addConversation('Chat', ['Q', 'See [![a cat](https://example.org/cat.png)](https://example.org/cats) and ![a dog](https://example.org/dog.png).']);
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  fireEvent.click(await screen.findByRole('link', { name: 'Picture: a cat' }));
  await screen.findByText('https://example.org/cats');
  expect(document.querySelector('.md a a')).toBeNull();
  expect(document.querySelectorAll('.md a')).toHaveLength(2);
});

test.each([['quotes', `${'>'.repeat(3_000)} end`], ['lists', `${'- '.repeat(1_000)}end`]])(
  'a text of thousands of nested %s is shown as it was written',
  (_, text) => {
    expect(show(text).textContent).toBe(text);
    cleanup();
    expect(show(text, true).textContent).toBe(text);
  },
);

test('a growing text does not push out what is remembered of finished ones', () => {
  const options = { maths: false, highlight: null, keep: true } as const;
  const kept = renderMarkdown('Finished.', options);
  const { rerender } = render(<MessageText text="" growing />);
  for (let length = 1; length <= 1_600; length++) rerender(<MessageText text={'a'.repeat(length)} growing />);
  expect(renderMarkdown('Finished.', options)).toBe(kept);
});

test('a message has the direction of its language, and code and formulas keep theirs', () => {
  const page = show('שלום עולם\n\n```js\nconst a = 1;\n```\n\n$$\nx^2\n$$');
  expect(page.querySelector('.md')?.getAttribute('dir')).toBe('auto');
  expect(page.querySelector('figure.code')?.getAttribute('dir')).toBe('ltr');
  expect(page.querySelector('.md-formula')?.getAttribute('dir')).toBe('ltr');
});
