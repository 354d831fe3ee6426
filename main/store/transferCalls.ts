import { AppError } from '../../app/contract/AppError.ts';
import { MAX_TRANSFER_TEXT } from '../../app/contract/services/conversations.ts';
import { exportFileName } from '../../app/conversation/exportFileName.ts';
import { formatJson } from '../../app/conversation/formatJson.ts';
import { formatMarkdown } from '../../app/conversation/formatMarkdown.ts';
import { readConversationFile } from '../../app/conversation/readConversationFile.ts';
import { findConversation } from './find.ts';
import { insertFileConversation } from './insertFileConversation.ts';
import { readFileConversation } from './readFileConversation.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';

function tooLong(one: boolean): AppError {
  const what = one ? 'This conversation is' : 'Your conversations are together';
  const advice = one ? 'Export it as the other format.' : 'Export them one by one.';
  return new AppError('unsupported', `${what} too long for one file of this kind. ${advice}`);
}

/** The text, or `null` when it is longer than an export may be (also: than any string can be). */
function formatted(write: () => string): string | null {
  try {
    const text = write();
    return text.length <= MAX_TRANSFER_TEXT ? text : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Export to and import from a file; the window or the shell reads and writes the file itself. */
export function transferCalls(sql: Sql, now: () => number): Pick<StoreHandlers, 'export' | 'import'> {
  return {
    export({ id, format }) {
      const one = id === null ? null : findConversation(sql, id);
      const chosen = one
        ? [one]
        : sql.all<{ n: number }>(
          `SELECT n FROM conversation WHERE removed_at IS NULL AND n NOT IN (SELECT conversation FROM recording)
           ORDER BY created_at, n`,
        );
      // UTF-8 has at most three bytes for a UTF-16 unit: beyond this nothing needs to be read to know.
      const bytes = chosen
        .map(({ n }) =>
          sql.get<{ bytes: number }>('SELECT total(octet_length(text)) AS bytes FROM turn WHERE conversation = ?', n),
        )
        .reduce((sum, row) => sum + (row?.bytes ?? 0), 0);
      if (bytes > 3 * MAX_TRANSFER_TEXT) throw tooLong(one !== null);
      const conversations = chosen.map(({ n }) => readFileConversation(sql, n));
      const text = formatted(() => (format === 'json' ? formatJson : formatMarkdown)(conversations));
      if (text === null) throw tooLong(one !== null);
      return { fileName: exportFileName(one?.title ?? null, format, now()), text };
    },
    import({ text }) {
      const time = now();
      return { ids: readConversationFile(text).map((conversation) => insertFileConversation(sql, conversation, time)) };
    },
  };
}
