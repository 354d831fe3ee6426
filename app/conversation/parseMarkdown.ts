import { AppError } from '../contract/AppError.ts';
import type { z } from '../contract/zod.ts';
import { FILE_VERSION, type FileConversation } from './ConversationFile.ts';
import {
  MARKER_LINE,
  MarkdownConversation,
  MarkdownFact,
  MarkdownHead,
  MarkdownTurn,
  unescapeText,
} from './markdownMarkers.ts';

interface Block {
  readonly line: number;
  readonly kind: string;
  readonly fields: string;
  /** the lines up to the next marker */
  readonly body: readonly string[];
}

const damaged = (line: number): AppError =>
  new AppError(
    'bad-file',
    `Line ${line} of this Markdown file was changed in a way that Headwater cannot read. Nothing was imported; ` +
      'restore that line, or export the conversation again.',
    { line },
  );

function blocksOf(lines: readonly string[]): Block[] {
  const starts = lines.flatMap((line, index) => {
    const [, kind = '', fields = ''] = MARKER_LINE.exec(line) ?? [];
    return kind === '' ? [] : [{ index, kind, fields }];
  });
  return starts.map(({ index, kind, fields }, i) => ({
    line: index + 1,
    kind,
    fields,
    body: lines.slice(index + 1, starts[i + 1]?.index),
  }));
}

function fieldsOf<S extends z.ZodType>(schema: S, block: Block): z.output<S> {
  try {
    return schema.parse(JSON.parse(block.fields));
  } catch {
    throw damaged(block.line);
  }
}

/** The text of a turn: what stands between its heading and the blank line before the next marker. */
function textOf(body: readonly string[]): string {
  const heading = body[0]?.startsWith('## ') ? 1 : 0;
  const begin = heading + (body[heading] === '' ? 1 : 0);
  const end = body.length - (body.length > begin && body.at(-1) === '' ? 1 : 0);
  return unescapeText(body.slice(begin, end).join('\n'));
}

/**
 * Reads what `formatMarkdown` wrote, also after a person changed the text, or an editor the ends of the lines.
 * Throws `bad-file` for anything else.
 */
export function parseMarkdown(markdown: string): FileConversation[] {
  const turnedToCrLf = markdown.includes('\n') && !/(?<!\r)\n/.test(markdown);
  const [head, ...blocks] = blocksOf((turnedToCrLf ? markdown.replaceAll('\r\n', '\n') : markdown).split('\n'));
  if (head?.kind !== 'conversations') {
    throw new AppError('bad-file', 'This Markdown file was not exported by Headwater. Nothing was imported.');
  }
  if (![1, FILE_VERSION].includes(fieldsOf(MarkdownHead, head).version)) {
    throw new AppError('bad-file', 'This file was exported by a newer Headwater. Nothing was imported; update first.');
  }
  const conversations: FileConversation[] = [];
  for (const block of blocks) {
    const conversation = conversations.at(-1);
    if (block.kind === 'conversation') {
      conversations.push({ ...fieldsOf(MarkdownConversation, block), draft: '', leafId: null, turns: [], facts: [] });
    } else if (block.kind === 'turn' && conversation) {
      const id = String(conversation.turns.length);
      const text = textOf(block.body);
      const turn = fieldsOf(MarkdownTurn, block);
      conversation.turns.push({ ...turn, id, parentId: conversation.leafId, text, stats: null });
      conversation.leafId = id;
    } else if (block.kind === 'fact' && conversation) {
      const id = `fact ${conversation.facts.length}`;
      conversation.facts.push({ ...fieldsOf(MarkdownFact, block), id, turnId: null, supersededBy: null });
    } else {
      throw damaged(block.line);
    }
  }
  return conversations;
}
