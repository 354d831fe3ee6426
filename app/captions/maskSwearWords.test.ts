import { expect, it } from 'vitest';
import { maskSwearWords } from './maskSwearWords.ts';

it.each([
  ['What the fuck is this?', 'What the f*** is this?'],
  ['Bullshit! SHIT, shitty, shit’s', 'B*******! S***, s*****, s***’s'],
  ['unfucking believable, motherfucker', 'unfucking believable, m***********'],
  [' Fucking', ' F******'],
])('hides what is sworn in %s', (text, masked) => {
  expect(maskSwearWords(text)).toBe(masked);
  expect(masked).toHaveLength(text.length);
});

it.each(['The cockpit of Scunthorpe’s assistant', 'Dick has passed the class', 'Twain likes mishits and a swank hotel', ''])('leaves “%s”', (text) => {
  expect(maskSwearWords(text)).toBe(text);
});
