package dev.rejeton.domain;

/// What a login gave: to whom, through which client, for what, and on what proof. Never changes.
public record Grant(
    UserId userId, ClientId clientId, Access access, Authentication authentication) {}
