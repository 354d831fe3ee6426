import { expect, test } from 'vitest';
import { activePathOf } from './activePathOf.ts';
import type { FileConversation, FileTurn } from './ConversationFile.ts';
import { formatJson } from './formatJson.ts';
import { formatMarkdown } from './formatMarkdown.ts';
import { readConversationFile } from './readConversationFile.ts';

function turn(id: string, parentId: string | null, text: string, fields: Partial<FileTurn> = {}): FileTurn {
  return {
    id,
    parentId,
    role: parentId === null || Number(parentId) % 2 === 0 ? 'user' : 'assistant',
    text,
    state: 'complete',
    source: 'chat',
    createdAt: 1_700_000_000_000 + Number(id),
    edited: false,
    model: null,
    stats: null,
    problem: null,
    mediaTime: null,
    pinned: false,
    forgotten: false,
    ...fields,
  };
}

const stats = {
  promptTokens: 7,
  reusedTokens: 3,
  outputTokens: 11,
  evictedTokens: 0,
  timeToFirstTokenMs: 12.5,
  tokensPerSecond: 81.25,
};

const branched: FileConversation = {
  title: 'Names --> for a "boat" <!-- x -->',
  pinned: true,
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_009_000,
  draft: 'unsent',
  retention: 'entropy',
  leafId: '4',
  turns: [
    turn('1', null, 'first'),
    turn('2', '1', 'an answer', { state: 'cut', problem: 'It broke -->.', model: 'SmolLM2', stats }),
    turn('3', '1', 'another answer', { edited: true, state: 'length' }),
    turn('4', '3', 'second'),
    turn('5', null, 'first, otherwise put'),
  ],
  facts: [],
};

/** Texts that look like the file they stand in, or end where a careless reader stops. */
const AWKWARD = [
  '',
  '\n',
  '\n\n\n',
  ' leading and trailing ',
  '\ttab\n\n',
  '# Heading\n## You\n\n## Headwater',
  '```md\n<!-- headwater:turn {"role":"user","createdAt":1} -->\n## You\n```',
  '<!-- headwater:turn {"role":"user","createdAt":1} -->',
  '\\<!-- headwater:turn {} -->\n\\\\\\<!-- headwater:conversation {} -->',
  'text\n<!-- headwater:conversations {"version":1} -->\nmore',
  'text <!-- headwater:turn {} --> inside a line',
  'windows\r\nline\r\nends',
  'a\rb\u2028<!-- headwater:turn {} -->\u2029c\u0085d',
  '<!-- comment -->\n--- \n***',
  'null \0 byte, bell \u0007, 😀, 中文, \ufeffbom',
];

test('every branch survives JSON as it was', () => {
  expect(readConversationFile(formatJson([branched]))).toEqual([branched]);
  expect(readConversationFile(formatJson([]))).toEqual([]);
  expect(readConversationFile(formatJson([{ ...branched, turns: [], leafId: null }, branched]))).toHaveLength(2);
});

const kept = ({ role, text, state, edited, model, problem, createdAt }: FileTurn) => ({
  role,
  text,
  state,
  edited,
  model,
  problem,
  createdAt,
});

test('the active path survives Markdown', () => {
  const [read] = readConversationFile(formatMarkdown([branched]));
  expect(read).toMatchObject({
    title: branched.title,
    pinned: true,
    createdAt: branched.createdAt,
    updatedAt: branched.updatedAt,
    retention: 'entropy',
  });
  expect(activePathOf(read ?? { turns: [], leafId: null }).map(kept)).toEqual(activePathOf(branched).map(kept));
});

test.each(AWKWARD)('%j survives Markdown and JSON, first, in the middle and last', (text) => {
  const conversation: FileConversation = {
    ...branched,
    leafId: '3',
    turns: [turn('1', null, text), turn('2', '1', `x${text}`), turn('3', '2', text)],
  };
  for (const format of [formatMarkdown, formatJson]) {
    const read = readConversationFile(format([conversation, conversation]));
    for (const one of read) expect(activePathOf(one).map(({ text }) => text)).toEqual([text, `x${text}`, text]);
  }
});

test('any mixture of awkward pieces survives Markdown', () => {
  let seed = 11;
  const pick = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  for (let round = 0; round < 300; round++) {
    const texts = Array.from({ length: 1 + pick(4) }, () =>
      Array.from({ length: pick(5) }, () => AWKWARD[pick(AWKWARD.length)]).join(['', '\n', '\n\n', '\\'][pick(4)]),
    );
    const turns = texts.map((text, i) => turn(String(i + 1), i === 0 ? null : String(i), text));
    const markdown = formatMarkdown([{ ...branched, turns, leafId: String(texts.length) }]);
    expect(readConversationFile(markdown)[0]?.turns.map(({ text }) => text)).toEqual(texts);
  }
});

test('the Markdown reads well', () => {
  const conversation = { ...branched, title: 'A boat', pinned: false, retention: null, leafId: '3' };
  expect(formatMarkdown([conversation])).toBe(`<!-- headwater:conversations {"version":2} -->

<!-- headwater:conversation {"title":"A boat","createdAt":1700000000000,"updatedAt":1700000009000} -->
# A boat

<!-- headwater:turn {"role":"user","createdAt":1700000000001} -->
## You

first

<!-- headwater:turn {"role":"assistant","createdAt":1700000000003,"state":"length","edited":true} -->
## Headwater

another answer
`);
});

test('a Markdown export may be edited by hand and by editors', () => {
  const markdown = formatMarkdown([{ ...branched, leafId: '4' }]);
  const crLf = `\ufeff${markdown.replaceAll('\n', '\r\n')}`;
  expect(readConversationFile(crLf)[0]?.turns.map(({ text }) => text)).toEqual(['first', 'another answer', 'second']);
  const edited = markdown.replace('another answer', '# New\n\n<b>words</b>').trimEnd();
  expect(readConversationFile(edited)[0]?.turns[1]?.text).toBe('# New\n\n<b>words</b>');
});

interface LooseFile {
  version: unknown;
  conversations: { leafId: unknown; turns: Record<string, unknown>[] }[];
}
const json = (change: (file: LooseFile) => void): string => {
  const file = JSON.parse(formatJson([branched])) as LooseFile;
  change(file);
  return JSON.stringify(file);
};
/** The export with some fields of one turn changed. */
const withTurn = (index: number, fields: Record<string, unknown>): string =>
  json(({ conversations }) => void Object.assign(conversations[0]?.turns[index] ?? {}, fields));
const withLeaf = (leafId: unknown): string =>
  json(({ conversations }) => void Object.assign(conversations[0] ?? {}, { leafId }));

test.each<[string, string, RegExp]>([
  ['foreign Markdown', '# Notes\n\nSomething', /not exported by Headwater/],
  ['an empty file', '', /not exported by Headwater/],
  ['foreign JSON', '[{"mapping":{}}]', /not exported by Headwater/],
  ['broken JSON', '{"format":', /damaged/],
  ['deeply nested JSON', '['.repeat(3_000_000), /Headwater|damaged/],
  ['a newer JSON', json((file) => (file.version = 3)), /newer/],
  ['a newer Markdown', '<!-- headwater:conversations {"version":3} -->', /newer/],
  ['a ring', withTurn(0, { parentId: '4' }), /hang together/],
  ['a turn that is its own parent', withTurn(0, { parentId: '1' }), /hang together/],
  ['an id used twice', withTurn(1, { id: '1' }), /hang together/],
  ['a missing leaf', withLeaf('99'), /missing/],
  ['turns without a leaf', withLeaf(null), /missing/],
  ['an unknown role', withTurn(0, { role: 'system' }), /role/],
  ['a time that is none', withTurn(0, { createdAt: 1e300 }), /createdAt/],
  ['a text beyond the limit', withTurn(0, { text: 'x'.repeat(1_000_001) }), /text/],
  ['a long text in Markdown', formatMarkdown([branched]).replace('first', 'x'.repeat(1_000_001)), /too long/],
  ['a broken marker', formatMarkdown([branched]).replace('"role":"user"', '"role":user'), /Line 6/],
  ['a marker of an unknown kind', formatMarkdown([branched]).replace('headwater:turn', 'headwater:tern'), /Line 6/],
  [
    'a turn before any conversation',
    `<!-- headwater:conversations {"version":1} -->\n<!-- headwater:turn {} -->`,
    /Line 2/,
  ],
])('%s is refused with a sentence', (_, text, message) => {
  expect(() => readConversationFile(text)).toThrow(
    expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(message) }),
  );
  expect(() => readConversationFile(text)).toThrow(/Nothing was imported/);
});

test('too many conversations are refused', () => {
  const empty = { ...branched, turns: [], leafId: null };
  const markdown = formatMarkdown(Array.from({ length: 20_001 }, () => empty));
  expect(() => readConversationFile(markdown)).toThrow(/20001 conversations/);
});

test('names from the file never reach a prototype', () => {
  const text = json(({ conversations }) => {
    for (const turn of conversations[0]?.turns ?? []) {
      if (turn.id === '1') turn.id = '__proto__';
      if (turn.parentId === '1') turn.parentId = '__proto__';
    }
  });
  expect(readConversationFile(text)[0]?.turns[1]?.parentId).toBe('__proto__');
});
