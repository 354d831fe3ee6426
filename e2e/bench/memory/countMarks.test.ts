import { expect, test } from 'vitest';
import type { Quotation } from '../../../app/memory/Quotation.ts';
import { countMarks } from './countMarks.ts';

const said = (text: string, isChanged: boolean, role: Quotation['role'] = 'user'): Quotation => ({
  turnId: text, conversationId: 'c', role, source: 'chat', createdAt: 1, text, score: 1, isChanged,
});

test('a mark is right where a value stands that does not hold, and none that holds', () => {
  const facts = [{ values: ['Rome', 'Lyon'] }, { values: ['Bella'] }];
  const quotations = [
    said('She lives in Rome.', true),
    said('She lived in Rome once.', false),
    said('From Rome she went to Lyon.', true),
    said('The dog is called Bella.', true),
    said('So she lives in Rome.', true, 'assistant'),
  ];
  expect(countMarks(quotations, facts)).toEqual({ given: 3, right: 1, outdated: 2 });
});
