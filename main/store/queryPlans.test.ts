import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Turn } from '../../app/conversation/Turn.ts';
import { conversationCalls } from './conversationCalls.ts';
import { eraseFromProblems } from './eraseFromProblems.ts';
import { insertConversation } from './insertConversation.ts';
import { openDatabase } from './openDatabase.ts';
import { readPage } from './readPage.ts';
import { readTail } from './readTail.ts';
import type { Sql } from './sql.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';
import { turnCalls } from './turnCalls.ts';

test('what a window and an answer ask for all the time never reads all turns, nor all of a conversation', () => {
  const { sql } = openDatabase(join(temporaryFolder(), 'a.db'));
  const statements = new Set<string>();
  const noting: Sql = {
    ...sql,
    run: (text, ...values) => (statements.add(text), sql.run(text, ...values)),
    get: (text, ...values) => (statements.add(text), sql.get(text, ...values)),
    all: (text, ...values) => (statements.add(text), sql.all(text, ...values)),
  };
  const { id, n } = insertConversation(noting, {
    title: 'x',
    pinned: false,
    createdAt: 1,
    updatedAt: 1,
    draft: '',
    retention: null,
    named: true,
    removedAt: null,
  });
  const calls = turnCalls(noting, Date.now);
  const created = { source: 'chat', mediaTime: null } as const;
  const say = (parentId: string | null, state: Turn['state']) =>
    calls.addTurn({
      conversationId: id,
      parentId,
      role: 'user',
      text: 'x',
      state,
      edited: false,
      model: null,
      ...created,
    });
  const first = say(null, 'complete');
  const second = say(first.id, 'answering');
  calls.appendText({ turnId: second.id, at: 1, text: 'y' });
  calls.setState({ turnId: second.id, state: 'complete', stats: null, problem: null });
  calls.turn({ turnId: first.id });
  calls.leaf({ conversationId: id });
  say(null, 'complete');
  calls.select({ turnId: first.id });
  calls.recover({});
  for (const side of ['before', 'after', 'around'] as const)
    readPage(noting, n, { limit: 5, at: { turnId: first.id, side } });
  readPage(noting, n, { limit: 5, at: null });
  readTail(noting, second.id, 100);
  conversationCalls(noting, Date.now).list({});

  const reading = [...statements].filter((statement) => /^\s*(SELECT|WITH|UPDATE turn|DELETE)/.test(statement));
  expect(reading.length).toBeGreaterThan(15);
  for (const statement of reading) {
    const parameters = new Set(statement.match(/\?\d*/g) ?? []);
    const count = parameters.has('?') ? (statement.match(/\?/g) ?? []).length : parameters.size;
    const plan = sql.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN ${statement}`,
      ...Array.from({ length: count }, () => 1),
    );
    for (const { detail } of plan) {
      expect(detail, statement).not.toMatch(/^SCAN (t|s|turn|path|piece)\b(?!.* turn_answering$)/);
      expect(detail, statement).not.toMatch(/^SEARCH (t|s|turn) .*\(conversation=\?\)$/);
    }
  }
  sql.db.close();
});

test('forgetting looks at what failed answers were told without reading all turns', () => {
  const { sql } = openDatabase(join(temporaryFolder(), 'a.db'));
  const plans: string[] = [];
  const explaining: Sql = {
    ...sql,
    all(text, ...values) {
      plans.push(...sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...values).map(({ detail }) => detail));
      return sql.all(text, ...values);
    },
  };
  eraseFromProblems(explaining, ['a name']);
  expect(plans).toEqual([expect.stringMatching(/ turn_problem$/)]);
  sql.db.close();
});
