import { expect, test } from 'vitest';
import { chosenMicrophone } from './chosenMicrophone.ts';

test('a microphone that was chosen is used while it is there', () => {
  const list = [{ id: 'desk', label: '' }];
  expect(chosenMicrophone({ list, chosenId: 'desk' })).toBe('desk');
  expect(chosenMicrophone({ list, chosenId: 'unplugged' })).toBeNull();
  expect(chosenMicrophone({ list, chosenId: null })).toBeNull();
  // They have not been looked for yet.
  expect(chosenMicrophone({ list: null, chosenId: 'desk' })).toBeNull();
});
