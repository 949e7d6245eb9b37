package dev.rejeton.domain;

/// An OAuth client, and what the sessions opened through it are granted.
public record Client(ClientId id, Scope scope) {}
