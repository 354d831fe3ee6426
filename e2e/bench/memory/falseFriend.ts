const STRANGERS = [
  'the hero of my novel',
  'a man on the train',
  'the singer in the documentary',
  'the woman at the bakery',
  'a character in the series',
  'somebody at the gym',
];
const UNREAL = [
  'Last night I dreamt this: {s}',
  'Only as an example for the form, you could write: {s}',
  'In the play that we rehearse, I have to say this line: {s}',
];

/**
 * A remark like a fact that is none: told of a stranger, or of a person and not real.
 *
 * @param statement with `{o}` where the person stands
 */
export function falseFriend(statement: string, person: string, random: () => number): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  if (random() < 0.5) return statement.replaceAll('{o}', pick(STRANGERS));
  return pick(UNREAL).replace('{s}', statement.replaceAll('{o}', person));
}
