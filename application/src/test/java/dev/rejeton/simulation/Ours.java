package dev.rejeton.simulation;

import dev.rejeton.domain.Access;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Refused;
import dev.rejeton.domain.RotationOutcome.Reused;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rejeton's own rule: the real domain, with one row for a store.
///
/// @param confirming whether the API has the server verify access tokens, so that it sees them used
public record Ours(Profile profile, boolean confirming) implements Rule {
  private static final ClientId CLIENT = new ClientId("app");

  @Override
  public String title() {
    String name = profile.name().toLowerCase(Locale.ROOT);
    return confirming ? name + ", confirmed" : name;
  }

  @Override
  public String servers() {
    return "Rejeton";
  }

  @Override
  public Login login(Instant now) {
    return new Row(profile.policy(), confirming, now);
  }

  /// A stored session, and the names of the tokens it gave out, in the order it made them.
  private static final class Row implements Login {
    private final RotationPolicy policy;
    private final boolean confirming;
    private final List<RefreshToken> names = new ArrayList<>();
    private Session session;

    Row(RotationPolicy policy, boolean confirming, Instant now) {
      this.policy = policy;
      this.confirming = confirming;
      var authentication = Authentication.byPassword(now);
      session =
          policy.open(
              SessionId.of(new byte[16]),
              new Grant(new UserId("user"), CLIENT, Access.to(Scope.parse("api")), authentication),
              new Device("device", Origin.UNKNOWN),
              new TokenSalt(1, "salt"),
              true,
              now);
      names.add(session.currentToken());
    }

    @Override
    public Answer present(Token token, Instant now) {
      RefreshToken presented = names.get(token.number());
      return switch (policy.rotate(session, presented, CLIENT, Origin.UNKNOWN, now)) {
        case Issued issued -> keep(issued.next());
        case Reused reused -> {
          session = reused.next();
          yield Answer.Denied.ENDED;
        }
        case Refused(Refusal reason) ->
            reason == Refusal.REUSE_DETECTED ? Answer.Denied.ENDED : Answer.Denied.REFUSED;
      };
    }

    private Answer keep(Session next) {
      session = next;
      if (!next.currentToken().equals(names.getLast())) {
        names.add(next.currentToken());
      }
      return new Answer.Issued(new Token(names.size() - 1));
    }

    @Override
    public void seen(Token givenWith) {
      if (confirming && names.get(givenWith.number()).equals(session.currentToken())) {
        session = session.confirm();
      }
    }
  }
}
