package dev.rejeton.domain;

import java.time.Instant;

/// A signed access token (RFC 9068), what it is good for, and the instants it carries, in whole
/// seconds.
public record AccessToken(Secret jwt, Access access, Instant issuedAt, Instant expiresAt) {}
