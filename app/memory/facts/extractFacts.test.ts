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
    ['My sister now lives in Rome.', "user's sister's home = Rome"],
    ['My sister Anna lives in Rome with her cat.', "user's sister Anna's home = Rome"],
    ["Anna's brother lives in the Hague.", "Anna's brother's home = the Hague"],
    ['My best friend works for Bosch in Stuttgart.', "user's best friend's employer = Bosch"],
    ['My sister drives a blue Volvo.', "user's sister's car = blue Volvo"],
    ['Anna is married to Tom Weber.', "Anna's spouse = Tom Weber"],
    ['My uncle sees Dr Miller about his knee.', "user's uncle's doctor = Dr Miller"],
    ['My aunt has a terrier called Rex.', "user's aunt's terrier's name = Rex"],
    ["Anna's puppy is called Rex.", "Anna's puppy's name = Rex"],
    ['Anna is allergic to nuts.', "Anna's allergy = nuts"],
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
    ['Anna has moved to Lyon.', "Anna's home = Lyon !"],
    ['My sister has just moved from Rome to Lyon, for good.', "user's sister's home = Lyon ! (not Rome)"],
    ['My sister Anna has settled in Lyon now.', "user's sister Anna's home = Lyon !"],
    ['My brother left Siemens and now works for Bosch.', "user's brother's employer = Bosch !"],
    ['I quit my job and work at Bosch.', "user's employer = Bosch !"],
    ['Anna got a new job at Bosch.', "Anna's employer = Bosch !"],
    ['Anna works for Bosch, not Siemens.', "Anna's employer = Bosch ! (not Siemens)"],
    ['My aunt was retrained and works as a nurse now.', "user's aunt's job = a nurse !"],
    ['I sold the Volvo and drive a Fiat now.', "user's car = Fiat !"],
    ['Anna divorced and is married to Tom now.', "Anna's spouse = Tom !"],
    ['My uncle has changed to Dr Weber.', "user's uncle's doctor = Dr Weber !"],
    ['My brother turned 35 yesterday.', "user's brother's age = 35 years !"],
    ['Our cat was renamed to Tom.', "user's cat's name = Tom !"],
    ['We renamed the cat to Tom.', "cat's name = Tom !"],
    ["Anna's rent was raised to 900 euros.", "Anna's rent = 900 euros !"],
    ['The price has gone up to 30 euros.', 'price = 30 euros !'],
    ['I have a new phone number: 555-0199.', "user's phone number = 555-0199 !"],
    ["Anna's favourite dish has become ramen.", "Anna's favourite dish = ramen !"],
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
    'My sister never lives in Rome for long.',
    'My brother sometimes drives a Volvo.',
    'My appointment moved to Friday.',
    'Everybody moved to Lyon.',
    'Anna was married to Tom.',
    'Anna wants to move to Lyon.',
    'Anna lives in Rome and Bob in Paris.',
    'Anna might have moved to Lyon.',
    'My brother drives a hard bargain.',
    'Someone has changed to Dr Weber.',
    "The hero of my novel's flight is KL926.",
    'The talk turned to politics.',
    'The mood changed to anger.',
    'I have a new idea: we could travel.',
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
