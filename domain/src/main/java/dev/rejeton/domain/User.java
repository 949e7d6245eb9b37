package dev.rejeton.domain;

import java.time.Instant;

/// Somebody who can log in.
public record User(UserId id, Username username, Instant createdAt, boolean disabled) {}
