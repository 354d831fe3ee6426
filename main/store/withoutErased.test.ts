import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { filesWith } from './testing/filesWith.ts';
import { openTestStore } from './testing/openTestStore.ts';
import { evidenceOf } from './testing/secretTurn.ts';

test('an answer that saw what is forgotten meanwhile does not bring its words back', async () => {
  const { store, file, chat } = openTestStore();
  const { id: conversationId, turns } = await chat('The word is Xylophonist.', 'Noted.', 'Kept words.', 'An answer');
  const [secret, , kept, answer] = turns;
  const about = { conversationId, turnId: null, everywhere: false };
  const fact = await store.addFact({ ...about, subject: 'password', value: 'zugzwang77' });
  const other = await store.addFact({ ...about, subject: 'tea', value: 'Assam' });
  const [first, second] = [evidenceOf(secret!, fact), evidenceOf(kept!, other)];
  const saw = {
    ...first,
    recalled: [...first.recalled, ...second.recalled],
    facts: [...first.facts, ...second.facts],
  };
  await store.forgetTurn({ turnId: secret!.id });
  await store.forgetFact({ id: fact.id });

  await store.saveEvidence({ turnId: answer!.id, evidence: saw });
  const { evidence } = await store.evidence({ turnId: answer!.id });
  expect(evidence?.recalled.map(({ text }) => text)).toEqual(['', 'Kept words.']);
  expect(evidence?.pinned.map(({ text }) => text)).toEqual(['']);
  expect(evidence?.facts.map(({ value }) => value)).toEqual(['Assam']);
  expect(filesWith(dirname(file), ['Xylophonist', 'zugzwang77'])).toEqual([]);
});

test('a temporary conversation may have seen what stands in the other store', async () => {
  const { turns } = await openTestStore().chat('On the disk.');
  const temporary = openTestStore({ file: ':memory:' }).store;
  const { id: conversationId } = await temporary.create({ temporary: true });
  const { answer } = await temporary.ask({ conversationId, text: 'question', edited: false, model: null });
  await temporary.saveEvidence({ turnId: answer.id, evidence: evidenceOf(turns[0]!, undefined) });
  const { evidence } = await temporary.evidence({ turnId: answer.id });
  expect(evidence?.recalled.map(({ text }) => text)).toEqual(['On the disk.']);
});
