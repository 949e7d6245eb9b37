-- Instants are milliseconds since 1970, ids and names are text, flags are 0 or 1.

CREATE TABLE schema_version (
  version INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- One row a session, whatever it lives through. What a login gave stands first and never changes;
-- a rotation writes the columns from idle_at on.
CREATE TABLE session (
  id                    TEXT    NOT NULL PRIMARY KEY,
  user_id               TEXT    NOT NULL,
  client_id             TEXT    NOT NULL,
  scope                 TEXT    NOT NULL,
  auth_time             INTEGER NOT NULL,
  amr                   TEXT    NOT NULL,
  device_name           TEXT    NOT NULL,
  login_ip_address      TEXT    NOT NULL,
  login_user_agent      TEXT    NOT NULL,
  created_at            INTEGER NOT NULL,
  ends_at               INTEGER NOT NULL,
  salt_key_id           INTEGER NOT NULL,
  salt_bits             TEXT    NOT NULL,
  idle_at               INTEGER NOT NULL,
  generation            INTEGER NOT NULL,
  variant               INTEGER NOT NULL,
  previous_variant      INTEGER NOT NULL,
  rotated_at            INTEGER NOT NULL,
  answered_ip_address   TEXT    NOT NULL,
  answered_user_agent   TEXT    NOT NULL,
  recovered_at          INTEGER,
  recoveries            INTEGER NOT NULL,
  confirmed             INTEGER NOT NULL,
  floor_generation      INTEGER NOT NULL,
  floor_variant         INTEGER NOT NULL,
  revoked_at            INTEGER,
  revocation_reason     TEXT,
  revocation_ip_address TEXT,
  revocation_user_agent TEXT,
  version               INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The only index, and of a column that never changes, so that a rotation does not pay for it. An
-- index of what a purge looks for would move with every rotation and make each write half as many
-- pages again; a purge reads the whole table instead, a million rows in some tenths of a second,
-- beside the writer and not in its way.
CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE users (
  id            TEXT    NOT NULL PRIMARY KEY,
  name          TEXT    NOT NULL,
  name_key      TEXT    NOT NULL UNIQUE,
  created_at    INTEGER NOT NULL,
  disabled      INTEGER NOT NULL,
  password_hash TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Only ever added to, and purged from its old end. The detail is lines of name=value.
CREATE TABLE audit_event (
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  type       TEXT    NOT NULL,
  user_id    TEXT,
  session_id TEXT,
  generation INTEGER,
  variant    INTEGER,
  ip_address TEXT    NOT NULL,
  user_agent TEXT    NOT NULL,
  detail     TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_event_by_session ON audit_event (session_id) WHERE session_id IS NOT NULL;

CREATE INDEX audit_event_by_time ON audit_event (at);

CREATE TABLE stored_key (
  purpose     TEXT    NOT NULL,
  id          TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  open_part   TEXT    NOT NULL,
  sealed_part TEXT    NOT NULL,
  PRIMARY KEY (purpose, id)
) STRICT, WITHOUT ROWID;
