package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.GRACE_PERIOD;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.PASSWORD;
import static dev.rejeton.application.Fixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Exceeded;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Lifetime;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is asked for less than was granted, or more; and a client with terms of its own.
class NarrowingTest {
  private static final Access ALL = access("read write", "orders stock");
  private static final Client WEB = client(Terms.SERVERS);
  private static final AccessRequest TOO_MUCH = asking("read admin");

  private final Fixture fixture = new Fixture();
  private final LoginDesk desk = new LoginDesk(fixture);
  private final Tokens tokens = fixture.tokenService(ReuseAction.SESSION, fixture.store);

  private static Access access(String scope, String audience) {
    return new Access(Scope.parse(scope), Audience.parse(audience));
  }

  private static Client client(Terms terms) {
    return new Client(new ClientId("web"), "web", false, Set.of(), ALL, terms);
  }

  private static AccessRequest asking(String scope) {
    return new AccessRequest(Optional.of(Scope.parse(scope)), Optional.empty());
  }

  private static AccessRequest askingFor(String resource) {
    return new AccessRequest(Optional.empty(), Optional.of(resource));
  }

  private RefreshResult refresh(Secret presented, AccessRequest access) {
    return tokens.refresh(WEB, presented, access, LAPTOP);
  }

  private IssuedTokens refreshed(Session session, AccessRequest access) {
    return Fixture.tokens(refresh(token(fixture.stored(session)), access));
  }

  private Attempt attempt(Client client, AccessRequest access) {
    Attempt usual = LoginDesk.attempt("Ada", PASSWORD);
    return new Attempt(
        usual.username(),
        usual.password(),
        client,
        access,
        usual.device(),
        usual.remember(),
        Optional.empty());
  }

  @Test
  @Requirement({"REF-06", "REF-07"})
  void aNarrowedTokenIsFollowedByOneOfAllThatWasGranted() {
    Session session = fixture.open(ADA, WEB);
    IssuedTokens narrowed = refreshed(session, asking("read"));
    assertEquals(access("read", "orders stock"), narrowed.accessToken().access());
    assertEquals(ALL, narrowed.session().grant().access());
    fixture.pass(GRACE_PERIOD);
    IssuedTokens next = refreshed(session, AccessRequest.ALL);
    assertEquals(ALL, next.accessToken().access());
    assertEquals(2, next.session().family().generation());
  }

  @Test
  @Requirement({"REF-06", "REF-08"})
  void whoeverAsksForMoreGetsNothingAndUsesNothingUp() {
    Session session = fixture.open(ADA, WEB);
    assertEquals(new Exceeded(Excess.SCOPE), refresh(token(session), TOO_MUCH));
    assertEquals(new Exceeded(Excess.RESOURCE), refresh(token(session), askingFor("bills")));
    assertEquals(session, fixture.stored(session));
    assertEquals(List.of(AuditEvent.Type.SESSION_OPENED), fixture.events());
    IssuedTokens stock = refreshed(session, askingFor("stock"));
    assertEquals(access("read write", "stock"), stock.accessToken().access());
  }

  @Test
  void aRetryMayAskForLessOrMoreThanBefore() {
    Session session = fixture.open(ADA, WEB);
    Secret first = token(session);
    IssuedTokens less = Fixture.tokens(refresh(first, asking("read")));
    IssuedTokens all = Fixture.tokens(refresh(first, AccessRequest.ALL));
    IssuedTokens other = Fixture.tokens(refresh(first, asking("write")));
    assertEquals(less.refreshToken().reveal(), all.refreshToken().reveal());
    assertEquals(less.accessToken().expiresAt(), other.accessToken().expiresAt());
    assertEquals(access("write", "orders stock"), other.accessToken().access());
    assertEquals(new Exceeded(Excess.SCOPE), refresh(first, TOO_MUCH));
    assertEquals(less.session(), fixture.stored(session));
  }

  @Test
  void anExcessDoesNotRecover() {
    Session first = fixture.open(ADA, WEB);
    Session second = refreshed(first, AccessRequest.ALL).session();
    fixture.pass(GRACE_PERIOD);
    assertEquals(new Exceeded(Excess.SCOPE), refresh(token(first), TOO_MUCH));
    assertEquals(second, fixture.stored(first));
  }

  @Test
  @Requirement("REF-10")
  void aReusedTokenIsAReuseWhateverIsAskedFor() {
    Session first = fixture.open(ADA, WEB);
    refreshed(first, AccessRequest.ALL);
    fixture.pass(GRACE_PERIOD);
    refreshed(first, AccessRequest.ALL);
    assertEquals(
        new RefreshResult.Refused(Optional.of(Refusal.REUSE_DETECTED)),
        refresh(token(first), TOO_MUCH));
    assertEquals(AuditEvent.Type.REUSE_DETECTED, fixture.events().getLast());
  }

  @Test
  void aLoginIsGrantedWhatItAsksForOfWhatItsClientIs() {
    fixture.register(ADA, "Ada");
    IssuedTokens read = desk.loggedIn(attempt(WEB, asking("read")));
    assertEquals(access("read", "orders stock"), read.session().grant().access());
    assertEquals(read.session().grant().access(), read.accessToken().access());
    assertEquals(
        new Exceeded(Excess.SCOPE), refresh(read.refreshToken(), asking("write")), "it is all");
    assertEquals(ALL, desk.loggedIn(attempt(WEB, AccessRequest.ALL)).accessToken().access());
  }

  @Test
  void aLoginForMoreThanTheClientIsGrantedOpensNoSession() {
    fixture.register(ADA, "Ada");
    List<AuditEvent> before = fixture.store.events();
    assertEquals(new LoginResult.Exceeded(Excess.SCOPE), desk.login(attempt(WEB, TOO_MUCH)));
    assertEquals(
        new LoginResult.Exceeded(Excess.RESOURCE), desk.login(attempt(WEB, askingFor("bills"))));
    assertEquals(List.of(), fixture.store.findLive(ADA, fixture.instant()));
    assertEquals(before, fixture.store.events());
    var wrong =
        new Attempt(
            attempt(WEB, TOO_MUCH).username(),
            new Secret("wrong"),
            WEB,
            TOO_MUCH,
            LoginDesk.PHONE,
            true,
            Optional.empty());
    assertInstanceOf(LoginResult.InvalidCredentials.class, desk.login(wrong));
  }

  @Test
  void aClientsTermsShortenItsTokensAndSessions() {
    fixture.register(ADA, "Ada");
    Client brief =
        client(
            new Terms(
                Optional.of(Profile.STRICT),
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(Duration.ofHours(1)),
                Optional.of(Duration.ofDays(1))));
    Instant now = fixture.instant();
    IssuedTokens first = desk.loggedIn(attempt(brief, AccessRequest.ALL));
    assertEquals(
        new Lifetime(now, now.plus(Duration.ofDays(1)), now.plus(Duration.ofHours(1)), true),
        first.session().lifetime());
    Duration life = Duration.between(now, first.accessToken().expiresAt());
    assertTrue(life.toSeconds() >= 57 && life.toSeconds() <= 60, life::toString);
    Secret presented = first.refreshToken();
    Fixture.tokens(tokens.refresh(brief, presented, AccessRequest.ALL, LAPTOP));
    assertEquals(
        new RefreshResult.Refused(Optional.of(Refusal.REUSE_DETECTED)),
        tokens.refresh(brief, presented, AccessRequest.ALL, LAPTOP),
        "a strict client has no grace period");
  }
}
