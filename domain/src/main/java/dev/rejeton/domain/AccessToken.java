package dev.rejeton.domain;

import java.time.Instant;

/// A signed access token (RFC 9068) with the instants it carries, in whole seconds.
public record AccessToken(Secret jwt, Instant issuedAt, Instant expiresAt) {}
