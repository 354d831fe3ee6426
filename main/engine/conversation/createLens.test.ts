import { expect, it } from 'vitest';
import { createLens } from './createLens.ts';

const view = (text: string) => ({ tokens: [{ text, region: 'recent' as const, score: null }] });

it('shows the newest state to everybody who looks, and asks for none when nobody does', async () => {
  const lens = createLens();
  let asked = 0;
  const look = (text: string) => () => {
    asked++;
    return view(text);
  };
  lens.show('c', look('unseen'));
  const [one, two] = [lens.watch('c', new AbortController().signal), lens.watch('c', new AbortController().signal)];
  lens.show('other', look('of another conversation'));
  lens.show('c', look('first'));
  lens.show('c', look('second'));
  expect(asked).toBe(2);
  const reader = one[Symbol.asyncIterator]();
  expect(await reader.next()).toEqual({ done: false, value: view('second') });
  expect((await two[Symbol.asyncIterator]().next()).value).toEqual(view('second'));

  await reader.return();
  two.end();
  await Promise.all([one.closed, two.closed]);
  lens.show('c', look('unseen'));
  expect(asked).toBe(2);
});

it('ends when its signal aborts', async () => {
  const lens = createLens();
  const abort = new AbortController();
  const views = lens.watch('c', abort.signal);
  abort.abort();
  expect((await views[Symbol.asyncIterator]().next()).done).toBe(true);
  const late = lens.watch('c', abort.signal);
  expect((await late[Symbol.asyncIterator]().next()).done).toBe(true);
});
