import { expect, test } from 'vitest';
import { takeSentences } from './takeSentences.ts';

test('only finished sentences are taken', () => {
  expect(takeSentences('It rains. The river ri', 0)).toEqual({ said: 'It rains.', next: 9 });
  expect(takeSentences('It rains. The river rises! And', 9)).toEqual({ said: 'The river rises!', next: 26 });
  expect(takeSentences('Pi is 3.14 about', 0)).toEqual({ said: '', next: 0 });
  expect(takeSentences('第一。第二', 0)).toEqual({ said: '第一。', next: 3 });
});

test('what is said has no signs of Markdown', () => {
  expect(takeSentences('# Title\n\n- **One**, see [this](https://example.org).\n', 0).said).toBe('Title One, see this.');
});

test('piece by piece, everything is said once', () => {
  const text = 'One two. Three “four.” Five\n\nSix? Seven! ';
  let said = '';
  let next = 0;
  for (let end = 1; end <= text.length; end++) {
    const piece = takeSentences(text.slice(0, end), next);
    next = piece.next;
    said += piece.said === '' ? '' : ` ${piece.said}`;
  }
  expect(said.trim()).toBe('One two. Three “four.” Five Six? Seven!');
});
