package dev.rejeton.adapter.crypto;

import dev.rejeton.domain.Access;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RotationOutcome;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import java.security.SecureRandom;
import java.time.Instant;

/// What the tests of this module have in common.
final class Fixtures {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00.789Z");
  static final SecureRandom RANDOM = new SecureRandom();
  static final String ISSUER = "https://auth.example.org";
  static final String AUDIENCE = "https://api.example.org";

  /// 32 times 01, and 32 times 02.
  static final String KEY_1 = "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";

  static final String KEY_2 = "2:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI";

  static final SessionId SESSION_ID = new SessionId("AAECAwQFBgcICQoLDA0ODw");
  static final UserId USER_ID = new UserId("usr_AAAAAAAAAAAAAAAAAAAAAA");
  static final ClientId CLIENT_ID = new ClientId("web");
  static final TokenSalt SALT = new TokenSalt(1, "EBESExQVFhcYGRobHB0eHw");

  static final Access ACCESS = Access.to(Scope.parse("read write"));

  private Fixtures() {}

  static MasterKeyRing ring(String... lines) {
    return new MasterKeyRing(MasterKeys.parse(String.join("\n", lines)));
  }

  static SigningKeyLife life(int number) {
    return new SigningKeyLife(number, NOW, NOW);
  }

  static Session session() {
    return session(SESSION_ID, ACCESS.scope());
  }

  static Session session(SessionId id, Scope scope) {
    var grant = new Grant(USER_ID, CLIENT_ID, Access.to(scope), Authentication.byPassword(NOW));
    return Profile.BALANCED
        .policy()
        .open(id, grant, new Device("laptop", Origin.UNKNOWN), SALT, true, NOW);
  }

  /// {@return the session after one more rotation} Each is a minute after the one before.
  static Session rotated(Session session) {
    Instant now = NOW.plusSeconds(60L * session.family().generation());
    RotationOutcome outcome =
        Profile.BALANCED
            .policy()
            .rotate(session, session.currentToken(), CLIENT_ID, Origin.UNKNOWN, now);
    return ((Issued) outcome).next();
  }
}
