const OPENINGS = ['Tell me about', 'What do you know of', 'Why do people like', 'How would you describe', 'What is the use of'];
const THINGS = [
  'rivers',
  'old bridges',
  'the sound of rain',
  'lighthouses',
  'bread',
  'mountain railways',
  'wool',
  'maps',
  'the moon',
  'harbours',
  'apple trees',
  'clocks',
  'salt',
  'winter birds',
  'libraries',
  'canals',
  'cheese',
];
const ENDINGS = ['?', ', in a few sentences?', '? I have often wondered.', ' to a child?', '? Think of where we are walking now.'];

/** The n-th question of the scripted conversation: 5 x 17 x 5 of them before one comes again. */
export function scriptedQuestion(turn: number): string {
  const pick = (list: readonly string[], step: number): string => list[Math.floor(turn / step) % list.length] ?? '';
  return `${pick(OPENINGS, 1)} ${pick(THINGS, 1)}${pick(ENDINGS, OPENINGS.length * THINGS.length)}`;
}
