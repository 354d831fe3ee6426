/**
 * The tables, as steps from an empty file to now; `user_version` counts the steps a file has had. A step that has been
 * released is never changed: a new one is added.
 *
 * - `turn` is a forest in each conversation. `n` grows with time: among siblings, and among all descendants, the
 *   greater is the newer. Text stands last in its row, so that the other columns are read without it.
 * - `path` is the active path, one row a depth: paging is a range of it, its length is its last depth. It can be
 *   computed from its last turn, and is kept because a walk of 10,000 parents for each page would not be fast.
 * - `piece` holds what an answer being written has got since it began (again): a flush adds a small row and touches
 *   neither the long text nor the index. The end of the answer moves the pieces into `turn.text`.
 * - `turn_index` and `title_index` hold no text (contentless), only where each word stands. `secure-delete` takes words
 *   out of them for good. Whatever stands in `turn.text` and `conversation.title` is indexed, always.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE conversation (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    pinned INTEGER NOT NULL DEFAULT 0,
    /* 1 once a person, the first message or an import gave it a title */
    named INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    removed_at INTEGER,
    title TEXT NOT NULL,
    draft TEXT NOT NULL DEFAULT ''
  ) STRICT;

  CREATE TABLE turn (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversation (n) ON DELETE CASCADE,
    parent INTEGER,
    depth INTEGER NOT NULL CHECK (depth >= 0 AND (depth = 0) = (parent IS NULL)),
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    model TEXT,
    stats TEXT,
    problem TEXT,
    text TEXT NOT NULL,
    UNIQUE (conversation, n),
    FOREIGN KEY (conversation, parent) REFERENCES turn (conversation, n)
  ) STRICT;
  CREATE INDEX turn_child ON turn (conversation, parent, n);
  CREATE INDEX turn_answering ON turn (n) WHERE state = 'answering';

  CREATE TABLE path (
    conversation INTEGER NOT NULL REFERENCES conversation (n) ON DELETE CASCADE,
    depth INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (conversation, depth)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE piece (
    turn INTEGER NOT NULL REFERENCES turn (n) ON DELETE CASCADE,
    /* offset in the turn's text, in UTF-16 units */
    at INTEGER NOT NULL,
    /* as JSON, which can hold half of a surrogate pair whose other half comes with the next piece */
    text TEXT NOT NULL,
    PRIMARY KEY (turn, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE queued (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversation (n) ON DELETE CASCADE,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX queued_conversation ON queued (conversation, n);

  CREATE VIRTUAL TABLE turn_index USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
  CREATE VIRTUAL TABLE title_index USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
  INSERT INTO turn_index (turn_index, rank) VALUES ('secure-delete', 1);
  INSERT INTO title_index (title_index, rank) VALUES ('secure-delete', 1);
  `,
];
