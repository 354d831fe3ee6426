import { expect, it } from 'vitest';
import { chooseSound } from './chooseSound.ts';
import type { PassRequest } from './LiveSound.ts';

const wish = (sound: string, kind: PassRequest['kind'], fresh: number) => ({
  sound,
  request: {
    kind,
    heardTo: 0,
    to: fresh,
    samples: new Float32Array(),
    context: [],
    given: [],
    draft: [],
    favours: [],
    previous: [],
    fromMs: 0,
  },
});

it('lets what becomes final go first, then the sound with most that is new', () => {
  expect(chooseSound([])).toBeNull();
  expect(chooseSound([{ sound: 'a', request: null }])).toBeNull();
  expect(chooseSound([wish('a', 'tentative', 5), wish('b', 'tentative', 9)])?.sound).toBe('b');
  expect(chooseSound([wish('a', 'tentative', 9), wish('b', 'final', 1), wish('c', 'tentative', 8)])?.sound).toBe('b');
  expect(chooseSound([wish('a', 'cut', 3), wish('b', 'final', 7)])?.sound).toBe('b');
});
