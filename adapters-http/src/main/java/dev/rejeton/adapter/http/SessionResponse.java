package dev.rejeton.adapter.http;

import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.util.List;

/// A session as its user sees it.
///
/// @param device what the client called it, and where the login came from; empty where unknown
/// @param lastUsedAt when it was last refreshed, or else opened
/// @param expiresAt when it ends, whatever happens
/// @param idleExpiresAt when it ends unless it is refreshed
/// @param amr how the user proved who they are (RFC 8176)
/// @param authTime when they did
/// @param current whether it is the session of the access token that asked
record SessionResponse(
    SessionId sessionId,
    UserId userId,
    ClientId clientId,
    Device device,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    Instant idleExpiresAt,
    Scope scope,
    List<String> amr,
    Instant authTime,
    boolean current) {

  record Device(String name, String userAgent, String ipAddress) {}

  /// The sessions of a user, the newest first.
  record Page(List<SessionResponse> sessions) {}

  /// @param own the session that asks
  static SessionResponse of(Session session, Session own) {
    Grant grant = session.grant();
    var origin = session.device().loggedInFrom();
    return new SessionResponse(
        session.id(),
        grant.userId(),
        grant.clientId(),
        new Device(session.device().name(), origin.userAgent(), origin.ipAddress()),
        session.lifetime().createdAt(),
        session.family().answeredAt(),
        session.lifetime().endsAt(),
        session.lifetime().idleAt(),
        grant.access().scope(),
        grant.authentication().methods(),
        grant.authentication().time(),
        session.id().equals(own.id()));
  }
}
