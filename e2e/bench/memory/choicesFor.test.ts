import { expect, test } from 'vitest';
import { choicesFor } from './choicesFor.ts';
import type { PlantedFact } from './plantedDialogue.ts';

const fact = (kind: string, person: string, ...values: string[]): PlantedFact => ({ kind, person, values, change: 'none', questions: [] });

test('offers what held before and what was said of others, and no value twice', () => {
  const asked = fact('phone', 'my boss', '2107', '2168');
  const all = [asked, fact('code', 'my son', '2229'), fact('home', 'Kofi', 'Oslo')];
  const choices = choicesFor(asked, all);
  expect(choices.slice(0, 3)).toEqual(['2168', '2107', '2229']);
  expect(new Set(choices).size).toBe(4);
  expect(choices).not.toContain('Oslo');
});
