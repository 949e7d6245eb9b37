package dev.rejeton.application;

import dev.rejeton.application.port.out.CsrfTokens;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;

/// CSRF tokens that say in clear what they are.
public record ClearCsrfTokens() implements CsrfTokens {
  @Override
  public Secret of(SessionId session) {
    return new Secret("csrf/" + session);
  }

  @Override
  public boolean isGenuine(Secret presented, SessionId session) {
    return presented.reveal().equals("csrf/" + session);
  }
}
