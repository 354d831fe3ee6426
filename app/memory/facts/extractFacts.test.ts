import { describe, expect, it } from 'vitest';
import { extractFacts } from './extractFacts.ts';

/** "subject = value", with "!" for a correction and what it says is wrong. */
function said(text: string): string[] {
  return extractFacts(text, 'user').map(
    ({ subject, value, corrects, insteadOf }) =>
      `${subject} = ${value}${corrects ? ' !' : ''}${insteadOf === null ? '' : ` (not ${insteadOf})`}`,
  );
}

describe('extractFacts', () => {
  it.each([
    ['My name is Anna.', "user's name = Anna"],
    ['Hello! My name is Anna Schmidt.', "user's name = Anna Schmidt"],
    ['You can call me Bob.', "user's name = Bob"],
    ["My dog's name is Rufus.", "user's dog's name = Rufus"],
    ['My dog is called Rufus.', "user's dog's name = Rufus"],
    ['I have a cat named Whiskers.', "user's cat's name = Whiskers"],
    ['We have two cats.', "number of user's cats = two"],
    ["My sister's birthday is on 3 May.", "user's sister's birthday = on 3 May"],
    ['btw, my flight is on Tuesday at 9:40', "user's flight = on Tuesday at 9:40"],
    ['The wifi password is hunter2.', 'wifi password = hunter2'],
    ['The code for the gate is 4711.', 'code for the gate = 4711'],
    ['The deadline is next Monday.', 'deadline = next Monday'],
    ["Rufus's vet is Dr. Miller.", "Rufus's vet = Dr. Miller"],
    ['My favourite colour is green.', "user's favourite colour = green"],
    ["I'm allergic to peanuts.", "user's allergy = peanuts"],
    ['I’m 34 years old.', "user's age = 34 years"],
    ['I live in Berlin.', "user's home = Berlin"],
    ['I work as a nurse.', "user's job = a nurse"],
    ['Anna lives in Madrid.', "Anna's home = Madrid"],
    ['My brother works at Siemens.', "user's brother's employer = Siemens"],
    ['My mother was born in 1950.', "user's mother's birth = 1950"],
    ['My car is a blue Volvo.', "user's car = a blue Volvo"],
    ['Our budget is 4,000 euros now.', "user's budget = 4,000 euros"],
    ['By the way, my new phone number is 555-0199.', "user's phone number = 555-0199"],
    ['I prefer tea to coffee.', 'user likes = tea to coffee'],
    ["I can't stand olives.", 'user dislikes = olives'],
  ])('%s', (text, fact) => {
    expect(said(text)).toEqual([fact]);
  });

  it.each([
    ['Always answer in French.', 'rule for the assistant = Always answer in French'],
    ['Please never use exclamation marks.', 'rule for the assistant = never use exclamation marks'],
    ['From now on, keep answers short.', 'rule for the assistant = From now on, keep answers short'],
    ['Remember that the key lies under the mat.', 'note = the key lies under the mat'],
    ['Remember: my locker number is 88.', "user's locker number = 88"],
  ])('what is to be kept: %s', (text, fact) => {
    expect(said(text)).toEqual([fact]);
  });

  it.each([
    ['The meeting was moved to Thursday.', 'meeting = Thursday !'],
    ['The meeting has been moved from Thursday to Friday.', 'meeting = Friday ! (not Thursday)'],
    ['They moved the launch to 5 June.', 'launch = 5 June !'],
    ['I moved from Berlin to Hamburg.', "user's home = Hamburg ! (not Berlin)"],
    ['The code for the gate is 4712, not 4711.', 'code for the gate = 4712 ! (not 4711)'],
    ['Actually, the meeting is on Friday.', 'meeting = on Friday !'],
    ["Actually no, my sister's name is Clara.", "user's sister's name = Clara !"],
    ['I was wrong, the PIN is 9921.', 'PIN = 9921 !'],
    ['My name is Anna, not Anne.', "user's name = Anna ! (not Anne)"],
    ["My dog isn't Rufus but Max.", "user's dog = Max ! (not Rufus)"],
    ["No, it's 4713.", ' = 4713 !'],
    ["It's Max, not Rufus.", ' = Max ! (not Rufus)'],
    ['Not Anna but Anne.', ' = Anne ! (not Anna)'],
  ])('corrections: %s', (text, fact) => {
    expect(said(text)).toEqual([fact]);
  });

  it.each([
    "What is my dog's name?",
    'Do you remember my name?',
    'If my name is Bob, what then?',
    'Imagine my name is Bob.',
    'Suppose the code is 4711.',
    'Write a poem where my name is Zed.',
    'Translate this:\nMy name is Klaus.',
    '> My name is Klaus.',
    '"My name is Klaus."',
    '```\nMy name is Klaus.\n```',
    'She said my name is Bob.',
    'My question is about Paris.',
    'My back is hurting.',
    'The problem is JavaScript.',
    'The best part is London.',
    'My key is missing.',
    'The key is to stay calm.',
    'My code is broken.',
    'My name is not important.',
    'My age is just a number.',
    'Call me later.',
    'Never mind.',
    'I have two questions.',
    'I like how you wrote that.',
    "I'd like a recipe for soup.",
    'I think the sky is blue.',
    'The answer is 42.',
    'Thanks, that is great!',
    '',
    '\u0000\u0000 " OR 1=1 --',
    `My name is Anna. ${'word '.repeat(1_000)}`,
  ])('nothing is made of: %s', (text) => {
    expect(said(text)).toEqual([]);
  });

  it('takes joined statements apart, and keeps the sentence of each', () => {
    const text = 'My name is Anna and I live in Berlin. My cat is called Tom.';
    expect(extractFacts(text, 'user').map(({ value, sentence }) => [value, sentence])).toEqual([
      ['Anna', 'My name is Anna and I live in Berlin.'],
      ['Berlin', 'My name is Anna and I live in Berlin.'],
      ['Tom', 'My cat is called Tom.'],
    ]);
  });

  it('reads nothing that the assistant says', () => {
    expect(extractFacts('My name is Anna.', 'assistant')).toEqual([]);
  });

  it('says only what stands in the text, and is quick about any of it', () => {
    let seed = 7;
    const pick = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
    const parts = [
      'my',
      'the',
      'name',
      'is',
      'not',
      'but',
      'Anna',
      '4711',
      'moved',
      'to',
      'no,',
      'it',
      "'s",
      '.',
      '?',
      '\n',
      '"',
      'always',
      'remember',
      'that',
      '😀',
      ' ',
    ];
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: pick(200) }, () => parts[pick(parts.length)]).join(' ');
      for (const { value, sentence } of extractFacts(text, 'user')) {
        expect(text).toContain(sentence);
        expect(sentence).toContain(value);
      }
    }
  });
});
