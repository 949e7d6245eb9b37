package dev.rejeton.application.port.in;

import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;

/// The answer to a login or a refresh: the two tokens, and the session as it now stands.
public record IssuedTokens(AccessToken accessToken, Secret refreshToken, Session session) {}
