package dev.rejeton.application.port.out;

import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;

/// Derives what a page must show beside a cookie to prove that it could read an answer of ours: a
/// MAC of the session's name. Nothing is stored.
public interface CsrfTokens {
  Secret of(SessionId session);

  boolean isGenuine(Secret presented, SessionId session);
}
