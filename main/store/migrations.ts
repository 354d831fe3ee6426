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
 * - `passage` is a stretch of a turn, at most about 120 words, with its vector once it was embedded. A turn in `unsplit`
 *   was stored before there were passages and waits for its own.
 * - `fact` is the ledger: an entry that a newer one took the place of points to it. `fact_vector` has the vectors of
 *   those that hold on some branch, once they were embedded. `evidence` is what the model saw,
 *   as JSON; `evidence_ref` names every turn and fact that stands in it, so that forgetting them finds it.
 * - `conversation.retention` is what stays in the live cache of it; null while the person has not chosen: as the
 *   settings say.
 * - A recording is a hidden conversation: its lines are turns, one below the other, so that what is found, recalled and
 *   forgotten is so for them, too. Their words have an index of their own; what only they have stands in `caption`.
 * - `caption_translation` has a line in another language, and its corrected text where that is another one: they go when
 *   their line is changed or forgotten.
 * - What only few turns have stands in tables of its own: a column behind `text` would be read through the text.
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
  `
  CREATE TABLE media_time (
    turn INTEGER PRIMARY KEY REFERENCES turn (n) ON DELETE CASCADE,
    start_ms REAL NOT NULL,
    end_ms REAL NOT NULL
  ) STRICT;

  CREATE TABLE pin (
    turn INTEGER PRIMARY KEY REFERENCES turn (n) ON DELETE CASCADE,
    conversation INTEGER NOT NULL REFERENCES conversation (n) ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX pin_conversation ON pin (conversation, turn);

  CREATE TABLE forgotten (
    turn INTEGER PRIMARY KEY REFERENCES turn (n) ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE evidence (
    turn INTEGER PRIMARY KEY REFERENCES turn (n) ON DELETE CASCADE,
    json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE evidence_ref (
    /* id of a turn or a fact */
    ref TEXT NOT NULL,
    turn INTEGER NOT NULL REFERENCES evidence (turn) ON DELETE CASCADE,
    PRIMARY KEY (ref, turn)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX evidence_ref_turn ON evidence_ref (turn);

  CREATE TABLE passage (
    n INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (n) ON DELETE CASCADE,
    turn INTEGER NOT NULL REFERENCES turn (n) ON DELETE CASCADE,
    /* place in the turn's text, in UTF-16 units */
    at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    /* the embedding model, and its vector as float32 in little-endian bytes; null until it was embedded */
    model TEXT,
    vector BLOB
  ) STRICT;
  CREATE INDEX passage_turn ON passage (turn, at);
  CREATE INDEX passage_conversation ON passage (conversation, model);
  CREATE INDEX passage_model ON passage (model, turn);
  CREATE TABLE unsplit (
    turn INTEGER PRIMARY KEY REFERENCES turn (n) ON DELETE CASCADE
  ) STRICT;
  INSERT INTO unsplit (turn) SELECT n FROM turn WHERE state <> 'answering';

  CREATE TABLE fact (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversation (n) ON DELETE CASCADE,
    turn INTEGER REFERENCES turn (n) ON DELETE SET NULL,
    superseded_by INTEGER REFERENCES fact (n) ON DELETE SET NULL,
    origin TEXT NOT NULL,
    pinned INTEGER NOT NULL,
    everywhere INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    value TEXT NOT NULL
  ) STRICT;
  CREATE INDEX fact_conversation ON fact (conversation, n);
  CREATE INDEX fact_turn ON fact (turn);
  CREATE INDEX fact_superseded ON fact (superseded_by);
  CREATE INDEX fact_everywhere ON fact (n) WHERE everywhere = 1;
  /* turns that were read for facts */
  CREATE TABLE learned (
    turn INTEGER PRIMARY KEY REFERENCES turn (n) ON DELETE CASCADE
  ) STRICT;
  `,
  `
  ALTER TABLE conversation ADD COLUMN retention TEXT;
  `,
  `
  CREATE TABLE recording (
    conversation INTEGER PRIMARY KEY REFERENCES conversation (n) ON DELETE CASCADE,
    source TEXT NOT NULL,
    duration_ms REAL NOT NULL DEFAULT 0,
    live INTEGER NOT NULL,
    kept_sound INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    /* that of the conversation is empty, and so in no index */
    title TEXT NOT NULL
  ) STRICT;

  CREATE TABLE caption (
    turn INTEGER PRIMARY KEY REFERENCES turn (n) ON DELETE CASCADE,
    recording INTEGER NOT NULL REFERENCES recording (conversation) ON DELETE CASCADE,
    speaker TEXT,
    /* as heard, as JSON; empty once the person has changed the text */
    words TEXT NOT NULL
  ) STRICT;
  CREATE INDEX caption_speaker ON caption (recording, speaker);

  CREATE VIRTUAL TABLE caption_index USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
  INSERT INTO caption_index (caption_index, rank) VALUES ('secure-delete', 1);
  `,
  `
  CREATE TABLE fact_vector (
    fact INTEGER PRIMARY KEY REFERENCES fact (n) ON DELETE CASCADE,
    /* the embedding model, and its vector as float32 in little-endian bytes */
    model TEXT NOT NULL,
    vector BLOB NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE caption ADD COLUMN corrected TEXT;
  `,
  `
  CREATE TABLE caption_translation (
    turn INTEGER PRIMARY KEY REFERENCES caption (turn) ON DELETE CASCADE,
    language TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE caption_translation ADD COLUMN corrected TEXT;
  `,
  `
  CREATE INDEX turn_problem ON turn (n) WHERE problem IS NOT NULL;
  `,
];
