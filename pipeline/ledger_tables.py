"""The tables of the ledger, as SQL: what is kept of every page, article and run."""

VERSION = 4
"""Of the tables; a ledger of another version is removed and made again."""

SCHEMA = """
CREATE TABLE sources (      -- a file that holds pages
    id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    root TEXT NOT NULL,         -- the folder that was named, seen from the folder of articles; '' if not known
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,  -- -1: not to be trusted
    fingerprint TEXT NOT NULL,  -- '': look at its pages again
    stem TEXT NOT NULL,
    outputs TEXT NOT NULL,      -- size:time of a plain page's articles; '=size:time' of the one file of a
                                -- container's; '*': ask the table of articles
    pages INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    absent TEXT NOT NULL,       -- pages without an article, by reason, as JSON; '' if there are none
    passed TEXT NOT NULL,       -- records that are no pages, by what they are, as JSON; ''
    UNIQUE (folder, name)
);
CREATE TABLE pages (
    source INTEGER NOT NULL,
    record TEXT NOT NULL,       -- '' for a plain file
    run INTEGER NOT NULL,       -- the last run that met it
    sha256 TEXT,
    around TEXT,                -- digest of what its container tells of it; '' if nothing, NULL if not known
    fingerprint TEXT NOT NULL,
    absence TEXT,
    failure TEXT,
    why TEXT,
    PRIMARY KEY (source, record)
) WITHOUT ROWID;
CREATE TABLE articles (
    source INTEGER NOT NULL,
    record TEXT NOT NULL,
    part INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,  -- -1 for a line in the one file of a container
    at INTEGER,                 -- where that line begins
    site TEXT,
    flags TEXT NOT NULL,        -- ' short no_title '
    removed TEXT NOT NULL,      -- ' related:12 navigation:3 '
    id TEXT NOT NULL,
    published TEXT,
    body BLOB,                  -- the rank of its text
    mark TEXT NOT NULL,         -- of which article its file says that it is a duplicate: '=id', near: '~id', or ''
    due TEXT NOT NULL,          -- what it should say
    PRIMARY KEY (source, record, part)
) WITHOUT ROWID;
CREATE INDEX articles_body ON articles (body);
CREATE INDEX articles_due ON articles (source) WHERE due <> mark;
CREATE INDEX articles_marked ON articles (mark) WHERE mark <> '';
CREATE TABLE bodies (       -- the texts that articles have, each once
    rank BLOB PRIMARY KEY,
    signature BLOB NOT NULL,
    chief BLOB,                 -- the text that it is a near duplicate of; NULL: it stays; x'': not judged yet
    head TEXT NOT NULL          -- the article of this text that stays; ''
) WITHOUT ROWID;
CREATE INDEX bodies_chief ON bodies (chief) WHERE chief IS NOT NULL;
CREATE TABLE bands (        -- where texts are found that share a band of their signatures
    stays INTEGER NOT NULL,     -- whether it is no duplicate
    key INTEGER NOT NULL,
    rank BLOB NOT NULL,
    PRIMARY KEY (stays, key, rank)
) WITHOUT ROWID;
CREATE TABLE stirred (rank BLOB PRIMARY KEY) WITHOUT ROWID;     -- texts to be judged
CREATE TABLE unmarked (rank BLOB PRIMARY KEY) WITHOUT ROWID;    -- texts whose articles may need other marks
CREATE TABLE basis (sketch TEXT NOT NULL);                      -- what signatures hang on
CREATE TABLE rules (        -- people's own rules for sites
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    found INTEGER NOT NULL,     -- whether it found anything on any page since it is as it is
    PRIMARY KEY (fingerprint, rule)
) WITHOUT ROWID;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    began TEXT NOT NULL,
    ended TEXT,
    state TEXT NOT NULL,        -- running, finished, interrupted, stopped
    fingerprint TEXT NOT NULL,
    report TEXT                 -- what it came to, as JSON
);
"""
NAMED = "CREATE TABLE IF NOT EXISTS named (page TEXT PRIMARY KEY) WITHOUT ROWID"
"""The pages that the last run named, as `root`; not in every ledger of this version."""
