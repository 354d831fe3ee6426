import { expect, it } from 'vitest';
import type { ExtractedFact } from './ExtractedFact.ts';
import { extractFacts } from './extractFacts.ts';
import { supersedes } from './supersedes.ts';

const known = [
  { subject: 'rule for the assistant', value: 'Always answer in French' },
  { subject: "user's dog's name", value: 'Rufus' },
  { subject: 'team meeting', value: 'on Tuesday' },
  { subject: 'code for the gate', value: '4711' },
  { subject: "user's home", value: 'Berlin' },
  { subject: "Anna's home", value: 'Rome' },
  { subject: "user's brother Max's employer", value: 'Siemens' },
  { subject: "user's sister's home", value: 'in Oslo' },
  { subject: "user's aunt's allergy", value: 'nuts' },
];

function factIn(text: string): ExtractedFact {
  const [fact] = extractFacts(text, 'user');
  if (fact === undefined) throw new Error(`There is no fact in "${text}".`);
  return fact;
}

it.each([
  ["My dog's name is Max.", "user's dog's name"],
  ['The meeting was moved to Friday.', 'team meeting'],
  ["No, it's 4712, not 4711.", 'code for the gate'],
  ["It's Max, not Rufus.", "user's dog's name"],
  ['I moved to Hamburg.', "user's home"],
  ['Anna has moved to Lyon.', "Anna's home"],
  ['My friend Anna has moved to Lyon.', "Anna's home"],
  ['Max left and works for Bosch now.', "user's brother Max's employer"],
  ['My sister has settled in Lyon now.', "user's sister's home"],
  ['My aunt is allergic to milk.', undefined],
  ['Maria has moved to Lyon.', undefined],
  ["My cat's name is Max.", undefined],
  ['The code for the garage is 1234.', undefined],
  ["It's Max, not Bello.", undefined],
  ['Always answer in German.', undefined],
  ['The meeting is in room 5.', undefined],
])('%s supersedes %s', (text, subject) => {
  const fact = factIn(text);
  expect(supersedes(fact, known)?.subject).toBe(subject);
});

it('a bare correction is about the newest entry, and only of its kind', () => {
  const fact = factIn("No, it's Max.");
  expect(supersedes(fact, known.slice(1))?.value).toBe('Rufus');
  expect(supersedes(fact, known.slice(2))).toBeNull();
  expect(supersedes(fact, known)).toBeNull();
});
