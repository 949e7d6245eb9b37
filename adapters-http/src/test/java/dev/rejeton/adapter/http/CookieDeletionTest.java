package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.EXPIRED;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.Page.DELETED;
import static dev.rejeton.adapter.http.Page.holding;
import static dev.rejeton.adapter.http.Page.honest;
import static dev.rejeton.adapter.http.TestServer.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.CookieSettings.Mode;
import dev.rejeton.adapter.http.CookieSettings.SameSite;
import dev.rejeton.adapter.http.CookieSettings.SiteData;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Exceeded;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// When a browser is told to forget the cookie, and when not.
class CookieDeletionTest {
  /// An access token that no key of ours signed, or not any more.
  private static final String UNKNOWN = "eyJ1bmtub3du.eyJvbmU.c2ln";

  @AutoClose private final TestServer server = new TestServer();

  private List<String> ended() {
    return server.canned.sessions.ended;
  }

  private Reply logout(String... more) {
    return server.send("POST", "/v1/logout", holding(REFRESH, more));
  }

  private static void assertKept(Reply reply) {
    assertFalse(reply.headers().containsKey("Set-Cookie"), reply.toString());
  }

  @Test
  @Requirement("CKE-07")
  void refusedRefreshDeletesTheCookieUnlessItIsOrMayBeOfUse() {
    for (Refusal reason : Refusal.values()) {
      server.canned.refreshing =
          (client, presented, request, origin) -> new Refused(Optional.of(reason));
      Reply reply =
          server.send("POST", "/v1/refresh", holding(REFRESH)).assertProblem(400, "invalid-grant");
      boolean isOfUse = EnumSet.of(Refusal.REPLACED, Refusal.OTHER_CLIENT).contains(reason);
      assertEquals(
          isOfUse ? Optional.empty() : Optional.of(DELETED), reply.optionalHeader("Set-Cookie"));
    }
    server.canned.refreshing =
        (client, presented, request, origin) -> new Refused(Optional.empty());
    Reply unknown = server.send("POST", "/v1/refresh", holding("forged"));
    assertEquals(DELETED, unknown.assertProblem(400, "invalid-grant").header("Set-Cookie"));
    assertKept(server.post("/v1/refresh", "{\"refresh_token\": \"forged\"}", honest()));
  }

  @Test
  void whatSaysNothingOfTheTokenKeepsTheCookie() {
    assertKept(server.post("/v1/refresh", "{\"x\": 1}", holding(REFRESH)).assertStatus(400));
    assertKept(server.post("/v1/refresh", "[", holding(REFRESH)).assertStatus(400));
    assertKept(
        server
            .post("/v1/refresh", "{\"client_id\": \"x\"}", holding(REFRESH))
            .assertProblem(400, "invalid-client"));
    server.canned.refreshing = (client, presented, request, origin) -> new Exceeded(Excess.SCOPE);
    assertKept(server.send("POST", "/v1/refresh", holding(REFRESH)).assertStatus(400));
    server.canned.refreshing =
        (client, presented, request, origin) -> {
          throw new UncheckedIOException(new IOException("no store"));
        };
    assertKept(server.send("POST", "/v1/refresh", holding(REFRESH)).assertStatus(503));
    server.canned.refreshing =
        (client, presented, request, origin) -> {
          throw new IllegalStateException("broken");
        };
    assertKept(server.send("POST", "/v1/refresh", holding(REFRESH)).assertStatus(500));
  }

  @Test
  @Requirement({"CKE-07", "LGO-02", "LGO-03", "LGO-04", "LGO-05"})
  void logoutByCookieEndsThisSessionAndDeletesTheCookie() {
    assertEquals(DELETED, logout().assertStatus(204).header("Set-Cookie"));
    Reply withBody = server.post("/v1/logout", "{\"scope\": null}", holding(REFRESH));
    assertEquals(DELETED, withBody.assertStatus(204).header("Set-Cookie"));
    assertEquals(List.of("THIS", "THIS"), ended());
  }

  @Test
  @Requirement("LGO-03")
  void logoutDeletesTheCookieWhateverWasInIt() {
    for (String garbage : List.of("", "x", REFRESH + "x", "\"" + REFRESH + "\"")) {
      Reply reply = server.send("POST", "/v1/logout", holding(garbage)).assertStatus(204);
      assertEquals(DELETED, reply.header("Set-Cookie"));
    }
    assertEquals(List.of(), ended());
  }

  @Test
  @Requirement("LGO-03")
  void accessTokenBesideTheCookieIsEndedWithItAndHindersNothing() {
    assertEquals(DELETED, logout(bearer(UNKNOWN)).assertStatus(204).header("Set-Cookie"));
    assertEquals(List.of("THIS"), ended());
    for (String token : List.of(ACCESS, EXPIRED)) {
      String[] headers = holding("garbage", bearer(token));
      Reply reply = server.send("POST", "/v1/logout", headers).assertStatus(204);
      assertEquals(DELETED, reply.header("Set-Cookie"));
    }
    assertEquals(List.of("THIS", "THIS", "THIS"), ended());
    // Once for each token: the port ends a session only once.
    assertEquals(DELETED, logout(bearer(ACCESS)).assertStatus(204).header("Set-Cookie"));
    assertEquals(List.of("THIS", "THIS", "THIS", "THIS", "THIS"), ended());
  }

  @Test
  void whatIsNoAccessTokenBesideTheCookieIsRefusedAsEver() {
    assertKept(logout(bearer(REFRESH)).assertProblem(401, "invalid-token"));
    assertKept(logout("Authorization", "Bearer").assertProblem(400, "invalid-request"));
    assertEquals(List.of(), ended());
  }

  @Test
  @Requirement({"LGO-04", "BRR-10"})
  void otherSessionsAreEndedByAnAccessTokenOnly() {
    String others = "{\"scope\": \"others\"}";
    String all = "{\"scope\": \"all\"}";
    for (String scope : List.of(others, all)) {
      Reply reply = server.post("/v1/logout", scope, holding(REFRESH));
      assertKept(reply.assertProblem(401, "authentication-required"));
      assertFalse(reply.header("WWW-Authenticate").contains("Basic"));
    }
    assertEquals(List.of(), ended());
    String[] both = holding(REFRESH, bearer(ACCESS));
    assertKept(server.post("/v1/logout", others, both).assertStatus(204));
    assertEquals(List.of("OTHERS"), ended());
    assertEquals(
        DELETED, server.post("/v1/logout", all, both).assertStatus(204).header("Set-Cookie"));
    assertEquals(List.of("OTHERS", "ALL", "THIS"), ended());
    server.canned.sessions.endResult = new LoginTooOld(Duration.ofMinutes(5));
    assertKept(server.post("/v1/logout", all, both).assertStatus(401));
    assertEquals(List.of("OTHERS", "ALL", "THIS", "ALL"), ended());
  }

  @Test
  @Requirement("LGO-06")
  void logoutClearsWhatTheSettingsSay() {
    assertFalse(logout().headers().containsKey("Clear-Site-Data"));
    var cookies =
        new CookieSettings(
            Mode.HTTPS,
            "/",
            SameSite.STRICT,
            false,
            false,
            Set.of(SiteData.STORAGE, SiteData.CACHE));
    try (var clearing = new TestServer(Set.of(), cookies)) {
      Reply reply = clearing.send("POST", "/v1/logout", holding(REFRESH)).assertStatus(204);
      assertEquals("\"cache\", \"storage\"", reply.header("Clear-Site-Data"));
      Reply crossSite = clearing.send("POST", "/v1/logout", "Cookie", Page.COOKIE + "=" + REFRESH);
      assertFalse(crossSite.assertStatus(403).headers().containsKey("Clear-Site-Data"));
    }
  }
}
