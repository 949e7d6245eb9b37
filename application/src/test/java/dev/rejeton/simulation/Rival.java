package dev.rejeton.simulation;

import static dev.rejeton.simulation.Rule.Answer.Denied.REFUSED;

import java.time.Duration;
import java.time.Instant;

/// The rules of other servers, each as the source named with it reads and with its defaults, where
/// the name does not say otherwise; and the one that Rejeton had at first.
public enum Rival implements Rule {
  /// Only the current token is good; any other ends the session.
  ///
  /// Ory Hydra's default (`spec/config.json`: `rotation_grace_period` is 0 s;
  /// `persister_oauth2.go`, `strictRefreshRotation`), node-oidc-provider
  /// (`grants/refresh_token.js`), better-auth's default (`oauth-provider/src/token.ts`:
  /// `refreshTokenReuseInterval` is 0), which ends all sessions the user has with the client.
  STRICT(
      "strict",
      "Hydra, node-oidc-provider, better-auth",
      (line, token, now) -> line.isCurrent(token) ? line.rotate(token, now) : line.end()),

  /// Only the current token is good; any other is refused and nothing follows from it.
  ///
  /// ZITADEL (`internal/command/oidc_session_model.go`, `CheckRefreshToken`).
  NO_FAMILY_REVOCATION(
      "no family revocation",
      "ZITADEL",
      (line, token, now) -> line.isCurrent(token) ? line.rotate(token, now) : REFUSED),

  /// For 30 s after its first use a token is good again, each time for a successor of its own, and
  /// all of these live side by side. Later it ends the session.
  ///
  /// OpenIddict (`OpenIddictServerOptions.RefreshTokenReuseLeeway` is 30 s;
  /// `OpenIddictServerHandlers.Protection.cs`, `ValidateTokenEntry`), Ory Hydra with a
  /// `rotation_grace_period` of 30 s and no reuse count (`gracefulRefreshRotation`).
  FORK_IN_30_S(
      "fork in 30 s",
      "OpenIddict, Hydra with grace",
      (line, token, now) ->
          line.isUnusedOrUsedWithin(Duration.ofSeconds(30), token, now)
              ? line.rotate(token, now)
              : line.end()),

  /// For 30 s after a rotation the previous token gets a new successor, which displaces the one
  /// before. Anything else ends the session.
  ///
  /// SuperTokens core 12.1 for clients of its interface 5.6 (`Session.java`,
  /// `refreshSessionHelper`, cases 1 to 4; the changelog of 12.1.0).
  DISPLACE_IN_30_S(
      "displace in 30 s",
      "SuperTokens 12.1",
      (line, token, now) -> {
        if (line.isCurrent(token)) {
          return line.rotate(token, now);
        }
        return line.isPrevious(token) && line.isRotatedWithin(Duration.ofSeconds(30), now)
            ? line.displace(now)
            : line.end();
      }),

  /// For 10 s after a rotation the current and the previous token get the current one. Any other is
  /// refused and nothing follows from it.
  ///
  /// Dex (`server/tokens/refresh_store.go`, `Rotate`; `refresh_lookup.go`) with a `reuseInterval`
  /// of 10 s; its sample configuration says 3 s.
  REPLAY_IN_10_S(
      "replay in 10 s",
      "Dex",
      (line, token, now) -> {
        if (line.isRotatedWithin(Duration.ofSeconds(10), now)) {
          return line.isCurrent(token) || line.isPrevious(token) ? line.replay() : REFUSED;
        }
        return line.isCurrent(token) ? line.rotate(token, now) : REFUSED;
      }),

  /// The previous token gets the current one, however late; so does any older one within 10 s of
  /// the last answer. Anything else ends the session.
  ///
  /// Supabase Auth with refresh tokens of version 2 (`internal/tokens/service.go`,
  /// `RefreshTokenGrant`) and the reuse interval of 10 s that its projects begin with; every answer
  /// begins that interval anew.
  PREVIOUS_ALWAYS_WORKS(
      "previous always works",
      "Supabase v2",
      (line, token, now) -> {
        if (line.isCurrent(token)) {
          return line.rotate(token, now);
        }
        return line.isPrevious(token) || line.isAnsweredWithin(Duration.ofSeconds(10), now)
            ? line.replay()
            : line.end();
      }),

  /// The previous token gets a new successor, which displaces the one before, unless that one or
  /// its access token was used. Any other is refused and nothing follows from it.
  ///
  /// Matrix Authentication Service (`crates/handlers/src/oauth2/token.rs`, `refresh_token_grant`),
  /// which sees every use of an access token. A comment there says a replay *may* have to end the
  /// session; it does not.
  DISPLACE_IF_UNUSED(
      "displace if unused",
      "Matrix Authentication Service",
      (line, token, now) -> {
        if (line.isCurrent(token)) {
          return line.rotate(token, now);
        }
        return line.isPrevious(token) && !line.isSeen() ? line.displace(now) : REFUSED;
      }),

  /// The previous token gets the current one for 10 s, and for a day after its rotation a new one
  /// in place of that. The current token is replaced at once, and anything else ends the session.
  ///
  /// Rejeton's `balanced` as its rules were first written, but for the limit of three recoveries.
  PREVIOUS_IN_10_S(
      "previous within 10 s, then recovery",
      "Rejeton at first",
      (line, token, now) -> {
        if (line.isCurrent(token)) {
          return line.rotate(token, now);
        }
        if (!line.isPrevious(token) || !line.isRotatedWithin(Duration.ofDays(1), now)) {
          return line.end();
        }
        return line.isMadeWithin(Duration.ofSeconds(10), now) ? line.replay() : line.displace(now);
      });

  private final String title;
  private final String servers;
  private final Line.Decision decision;

  Rival(String title, String servers, Line.Decision decision) {
    this.title = title;
    this.servers = servers;
    this.decision = decision;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String servers() {
    return servers;
  }

  @Override
  public Login login(Instant now) {
    return new Line(decision, now);
  }
}
