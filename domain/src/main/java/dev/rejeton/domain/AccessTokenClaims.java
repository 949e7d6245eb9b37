package dev.rejeton.domain;

import java.time.Instant;

/// What a verified access token says.
///
/// @param id its `jti`
/// @param givenWith the refresh token it was given with; its `sid` is that one's session
public record AccessTokenClaims(
    String id,
    RefreshToken givenWith,
    UserId userId,
    ClientId clientId,
    Access access,
    Instant issuedAt,
    Instant expiresAt) {}
