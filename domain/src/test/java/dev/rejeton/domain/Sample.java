package dev.rejeton.domain;

import java.time.Instant;
import java.util.List;

/// The values the tests of this package speak of.
final class Sample {
  static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
  static final SessionId SID = new SessionId("AAAAAAAAAAAAAAAAAAAAAA");
  static final ClientId APP = new ClientId("first-party");
  static final Origin LAPTOP = new Origin("192.0.2.1", "Firefox");
  static final Origin ELSEWHERE = new Origin("198.51.100.9", "curl");

  private Sample() {}

  static Grant grant() {
    return new Grant(
        new UserId("usr_1"), APP, Access.to(Scope.parse("api")), Authentication.byPassword(T0));
  }

  /// {@return a remembered session opened at T0}
  static Session opened(RotationPolicy policy) {
    return opened(policy, SID);
  }

  static Session opened(RotationPolicy policy, SessionId id) {
    return policy.open(
        id, grant(), new Device("laptop", LAPTOP), new TokenSalt(1, "salt"), true, T0);
  }

  static RefreshToken token(int generation, int variant) {
    return new RefreshToken(SID, generation, variant);
  }

  static Instant at(long seconds) {
    return T0.plusSeconds(seconds);
  }

  static Revocation logout(Instant at) {
    return new Revocation(at, Revocation.Reason.LOGOUT, LAPTOP);
  }

  static Authentication authentication(String... methods) {
    return new Authentication(T0, List.of(methods));
  }
}
