import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';
import { smallTalk } from '../smallTalk.ts';
import { drawDistinct } from './drawDistinct.ts';
import { pickFrom } from './pickFrom.ts';
import type { Script } from './Script.ts';

const GROCERIES = ['apples', 'bread', 'butter', 'carrots', 'cheese', 'coffee', 'eggs', 'flour', 'grapes', 'honey', 'lemons', 'milk', 'noodles', 'onions', 'oranges', 'pears', 'pepper', 'potatoes', 'rice', 'salt', 'soap', 'sugar', 'tea', 'tomatoes'] as const;
const WISHES = ['Please buy {g} for me today.', 'I want you to buy {g} when you are at the shop.', 'Do not forget to get {g} for me this afternoon.'];
const CHOICES = 4;

/**
 * Grocery-like (SirLLM's test in words of our own): one wish, then talk about other things, and after some exchanges the
 * question what was to be bought, of four groceries that are weighed. They are not named in the question: a small model
 * would take one from there.
 *
 * @param after numbers of exchanges after which it is asked
 */
export function groceryTalk(seed: number, after: readonly number[]): Script {
  const random = createRandom(seed);
  const groceries = drawDistinct(random, GROCERIES, CHOICES);
  const items: Script['items'][number][] = [
    { kind: 'said', role: 'user', text: pickFrom(random, WISHES).replace('{g}', groceries[0]!) },
    { kind: 'said', role: 'assistant', text: 'All right, I will do that.' },
  ];
  for (let exchange = 1; exchange <= Math.max(...after); exchange++) {
    const { user, assistant } = smallTalk(random);
    items.push({ kind: 'said', role: 'user', text: user }, { kind: 'said', role: 'assistant', text: assistant });
    if (!after.includes(exchange)) continue;
    const question = 'What did I ask you to buy?';
    items.push({ kind: 'asked', at: exchange, question, begin: 'You asked me to buy', choices: groceries.map((grocery) => ` ${grocery}`) });
  }
  return { form: 'chat', items };
}
