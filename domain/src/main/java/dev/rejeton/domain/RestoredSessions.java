package dev.rejeton.domain;

/// What to do with a genuine token that is newer than the stored session: the database was restored
/// from a backup.
public enum RestoredSessions {
  /// Go on from the token, as if its row had never been lost.
  ACCEPT,
  /// Refuse it; the user logs in again.
  REFUSE
}
