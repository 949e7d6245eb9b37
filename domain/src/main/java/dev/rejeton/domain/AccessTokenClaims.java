package dev.rejeton.domain;

import java.time.Instant;

/// What a verified access token says.
///
/// @param givenWith the refresh token it was given with; its `sid` and `jti`
public record AccessTokenClaims(
    RefreshToken givenWith, UserId userId, ClientId clientId, Scope scope, Instant expiresAt) {}
