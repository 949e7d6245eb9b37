package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.recovered;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Lifetime;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.TokenFamily;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a [SessionStore] keeps of a session: everything.
interface SessionFieldsContract extends Stores {

  @Test
  @Requirement("REF-12")
  default void keepsEveryFieldThroughEverythingASessionCanLiveThrough() {
    Session opened = added(this, ALICE, NOW);
    Session first = rotated(opened, NOW.plusSeconds(600));
    Session displaced = recovered(first, NOW.plusSeconds(700));
    Session second = rotated(displaced, NOW.plusSeconds(1200));
    Session once = recovered(second, NOW.plusSeconds(1300));
    Session twice = recovered(once, NOW.plusSeconds(1400));
    Session confirmed = twice.confirm();
    Session third = rotated(confirmed, NOW.plusSeconds(1800));
    Session revoked = third.revoke(revocation(NOW.plusSeconds(1900)));

    for (Session next : List.of(first, displaced, second, once, twice, confirmed, third, revoked)) {
      assertTrue(replace(this, next));
      assertEquals(Optional.of(next), sessions().find(next.id()));
    }
  }

  @Test
  default void keepsEveryFieldOfASessionThatIsAddedInTheMidstOfItsLife() {
    Session second =
        rotated(
            recovered(rotated(session(ALICE, NOW), NOW.plusSeconds(600)), NOW.plusSeconds(700)),
            NOW.plusSeconds(1200));
    Session confirmed = recovered(second, NOW.plusSeconds(1300)).confirm();
    Session revoked = confirmed.revoke(revocation(NOW.plusSeconds(1400)));

    added(this, revoked);

    assertEquals(Optional.of(revoked), sessions().find(revoked.id()));
  }

  @Test
  default void keepsTheLargestAndTheSmallestValues() {
    Instant late = Instant.ofEpochMilli(253_402_300_799_999L);
    var session =
        new Session(
            Samples.randomId(),
            new Grant(
                new UserId("u"),
                new ClientId("c"),
                Access.to(new Scope(List.of())),
                new Authentication(Instant.EPOCH.minusMillis(1), List.of())),
            new Device("", Origin.UNKNOWN),
            new Lifetime(Instant.EPOCH, late, late.minusMillis(1), true),
            new TokenSalt(Integer.MIN_VALUE, ""),
            new TokenFamily(
                Integer.MAX_VALUE,
                Integer.MAX_VALUE - 1,
                Integer.MAX_VALUE - 2,
                late.minusMillis(2),
                Origin.UNKNOWN,
                Optional.of(Instant.EPOCH),
                Integer.MAX_VALUE - 3,
                true,
                Integer.MAX_VALUE - 4,
                Integer.MAX_VALUE - 5),
            Optional.empty(),
            Integer.MAX_VALUE);

    added(this, session);

    assertEquals(Optional.of(session), sessions().find(session.id()));
  }

  @Test
  @Requirement("STO-04")
  default void keepsTextThatHurts() {
    String text = "'; DROP TABLE session; -- \"`\\ %s ?1 :id ${x} {y} <z> é e\u0301 漢字 🗝";
    var origin = new Origin("fe80::1%eth0", text.repeat(20));
    var session =
        Samples.POLICY.open(
            Samples.randomId(),
            new Grant(
                new UserId(text),
                new ClientId("'; -- \"`\\ %s ?1 :id ${x} {y} <z>"),
                new Access(
                    Scope.parse("'; -- %s ?1 :id ${x} {y} <z>"),
                    Audience.parse("'; -- %s ?1 :id ${x} {y} <z> https://[::1]/?a=b&c=%20#d")),
                Authentication.byPassword(NOW)),
            new Device(text, origin),
            new TokenSalt(0, text),
            false,
            NOW);

    added(this, session);

    assertEquals(Optional.of(session), sessions().find(session.id()));
    assertEquals(List.of(session), sessions().findLive(new UserId(text), NOW));
    assertEquals(1, sessions().revokeAll(new UserId(text), Optional.empty(), revocation(NOW)));
  }
}
