import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';
import type { Script } from './Script.ts';

const MOVES = ['rock', 'paper', 'scissors'] as const;
/** How often the opponent plays the dominant move, and the two after it. */
const SHARES = [0.5, 0.3, 0.2];
/** Rounds that one point of the result stands for. */
export const ROUNDS_PER_POINT = 40;

/**
 * Rock, paper, scissors against an opponent with a bias, who says after each round what was played. The right answer is
 * the move that beats the dominant one; it wins half of the rounds.
 *
 * @param every of so many rounds the model plays one
 */
export function rockPaperScissors(seed: number, { rounds, every }: { rounds: number; every: number }): Script {
  const random = createRandom(seed);
  const dominant = Math.floor(random() * MOVES.length);
  const draw = (): number => {
    const drawn = random();
    return drawn < SHARES[0]! ? dominant : drawn < SHARES[0]! + SHARES[1]! ? (dominant + 1) % 3 : (dominant + 2) % 3;
  };
  const beats = (move: number) => (move + 1) % 3;
  const order = [beats(dominant), dominant, (dominant + 2) % 3];
  const items: Script['items'][number][] = [
    { kind: 'said', role: 'user', text: 'Let us play rock, paper, scissors, many rounds. Paper beats rock, scissors beat paper, rock beats scissors. Watch what I play most and beat it.' },
    { kind: 'said', role: 'assistant', text: 'I am ready.' },
  ];
  for (let round = 1; round <= rounds; round++) {
    const played = draw();
    const question = `Round ${round}. What do you play against me?`;
    const at = Math.ceil(round / ROUNDS_PER_POINT) * ROUNDS_PER_POINT;
    if (round % every === 0) {
      items.push({ kind: 'asked', at, question, begin: 'I play', choices: order.map((move) => ` ${MOVES[move]}`), winner: order.indexOf(beats(played)) });
    }
    items.push(
      { kind: 'said', role: 'user', text: `Round ${round}: I played ${MOVES[played]}.` },
      { kind: 'said', role: 'assistant', text: `You played ${MOVES[played]}.` },
    );
  }
  return { form: 'chat', items };
}
