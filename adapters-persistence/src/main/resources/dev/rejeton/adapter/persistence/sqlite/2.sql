-- What a session's access tokens are for, with spaces between; empty is the server's own audience.
ALTER TABLE session ADD COLUMN audience TEXT NOT NULL DEFAULT '';

-- It matters to cookies only, which sessions from before never had.
ALTER TABLE session ADD COLUMN remembered INTEGER NOT NULL DEFAULT 0;

-- Which access tokens count no longer: those of a session that were given with a refresh token
-- before the floor, or all of them. Only ever added to, and purged; no number is given twice, so
-- that whoever has read up to one of them misses nothing.
CREATE TABLE denial (
  number           INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id       TEXT    NOT NULL,
  floor_generation INTEGER,
  floor_variant    INTEGER,
  until            INTEGER NOT NULL
) STRICT;

-- Whatever was denied before stays denied, an hour from its end on: no access token lives longer.
-- Only the last recovery left its time. One before it was earlier than the rotation that followed.
INSERT INTO denial (session_id, floor_generation, floor_variant, until)
SELECT
  id,
  iif(revoked_at IS NULL, floor_generation, NULL),
  iif(revoked_at IS NULL, floor_variant, NULL),
  max(coalesce(revoked_at, rotated_at), coalesce(recovered_at, rotated_at)) + 3600000
FROM session
WHERE revoked_at IS NOT NULL OR floor_variant > 0
ORDER BY 4;

-- What is empty of a client's terms is as the server has it; durations are milliseconds. A public
-- client has no secret, a confidential one the newest and maybe the one before it.
CREATE TABLE client (
  id                TEXT    NOT NULL PRIMARY KEY,
  name              TEXT    NOT NULL,
  confidential      INTEGER NOT NULL,
  grant_types       TEXT    NOT NULL,
  scope             TEXT    NOT NULL,
  audience          TEXT    NOT NULL,
  profile           TEXT,
  access_token_life INTEGER,
  idle_timeout      INTEGER,
  absolute_timeout  INTEGER,
  secret_hash       TEXT,
  older_secret_hash TEXT,
  created_at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signing_key (
  number       INTEGER NOT NULL PRIMARY KEY,
  published_at INTEGER NOT NULL,
  signs_from   INTEGER NOT NULL,
  retired_at   INTEGER,
  jwk          TEXT    NOT NULL,
  sealed       TEXT    NOT NULL
) STRICT;

CREATE TABLE master_key (
  id          INTEGER NOT NULL PRIMARY KEY,
  fingerprint TEXT    NOT NULL,
  created_at  INTEGER NOT NULL
) STRICT;

INSERT INTO signing_key (number, published_at, signs_from, jwk, sealed)
SELECT CAST(id AS INTEGER), created_at, created_at, open_part, sealed_part
FROM stored_key WHERE purpose = 'SIGNING';

INSERT INTO master_key (id, fingerprint, created_at)
SELECT CAST(id AS INTEGER), open_part, created_at
FROM stored_key WHERE purpose = 'MASTER';

DROP TABLE stored_key;
