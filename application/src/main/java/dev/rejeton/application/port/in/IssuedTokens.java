package dev.rejeton.application.port.in;

import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;

/// The answer to a login or a refresh: the two tokens, and the session as it now stands.
///
/// @param csrfToken what a page shows beside a cookie, where that is asked for; the same for the
///   whole session
public record IssuedTokens(
    AccessToken accessToken, Secret refreshToken, Secret csrfToken, Session session) {}
