import { expect, test } from 'vitest';
import { contentWords } from '../../../app/memory/contentWords.ts';
import { factKinds, people } from './factKinds.ts';
import { plantedDialogue } from './plantedDialogue.ts';
import { standsIn } from './standsIn.ts';
import { valuePools } from './valuePools.ts';

const count = (text: string): number => text.split(/\s+/).length;
const options = { seed: 1, facts: 200, tokens: 30_000, count };

test('is as long as wanted, and the same for the same seed', () => {
  const dialogue = plantedDialogue(options);
  const size = dialogue.exchanges.reduce((sum, { user, assistant }) => sum + count(user) + count(assistant), 0);
  expect(size).toBeGreaterThanOrEqual(30_000);
  expect(size).toBeLessThan(30_200);
  expect(dialogue.facts).toHaveLength(200);
  expect(plantedDialogue(options)).toEqual(dialogue);
  expect(plantedDialogue({ ...options, seed: 2 })).not.toEqual(dialogue);
});

test('every value is told, in its order, and belongs to one fact', () => {
  const { facts, exchanges } = plantedDialogue(options);
  const all = facts.flatMap(({ kind, values }) => values.map((value) => `${factKinds.find(({ name }) => name === kind)!.values} ${value}`));
  expect(new Set(all).size).toBe(all.length);
  for (const { person, values } of facts) {
    const told = values.map((value) => exchanges.findIndex(({ user }) => standsIn(user, value)));
    expect(told[0], `${person} ${values[0]}`).toBeGreaterThanOrEqual(0);
    for (const at of told) expect(at).toBeGreaterThanOrEqual(0);
  }
  const changed = (change: string): number => facts.filter((fact) => fact.change === change).length;
  expect(changed('updated')).toBeGreaterThan(40);
  expect(changed('corrected')).toBeGreaterThan(8);
});

test('questions share no word with what was told but those of the person', () => {
  const stems = (text: string): string[] => contentWords(text.replaceAll('{o}', ' ').replaceAll('{v}', ' ')).map(({ stem }) => stem);
  const both = factKinds.flatMap(({ name, statements, updates, topic, questions }) => {
    const told = new Set([...statements, ...updates, topic].flatMap(stems));
    return questions.flatMap(stems).filter((stem) => told.has(stem)).map((stem) => `${name}: ${stem}`);
  });
  expect(both).toEqual([]);
  expect(people.length * factKinds.length).toBeGreaterThan(400);
});

test('values of a pool differ, and none stands in another', () => {
  for (const [name, values] of Object.entries(valuePools)) {
    expect(new Set(values).size, name).toBe(values.length);
    for (const value of values) expect(values.filter((other) => other !== value && standsIn(other, value)), name).toEqual([]);
  }
});
