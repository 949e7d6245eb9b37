package dev.rejeton.domain;

import java.time.Instant;

/// The end of a session before its time: when, why, and who asked for it.
public record Revocation(Instant at, Reason reason, Origin origin) {
  public enum Reason {
    /// The user logged out of this session.
    LOGOUT,
    /// The user ended this session from another one.
    ENDED_BY_USER,
    /// An operator ended it.
    ENDED_BY_OPERATOR,
    /// A client revoked one of its tokens (RFC 7009).
    ENDED_BY_CLIENT,
    /// The client it was opened through was removed.
    CLIENT_REMOVED,
    /// A new login was made by whoever held this session.
    REPLACED_BY_LOGIN,
    /// A refresh token that had been replaced came back (RFC 9700 §4.14.2).
    REUSE_DETECTED,
    /// The user was disabled.
    USER_DISABLED,
    /// The user's password was changed.
    PASSWORD_CHANGED
  }
}
