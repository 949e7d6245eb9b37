package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.EXPIRED;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.TestServer.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LogoutTest {
  private static final String BY_REFRESH = "{\"refresh_token\": \"" + REFRESH + "\"}";

  @AutoClose private final TestServer server = new TestServer();

  private List<String> ended() {
    return server.canned.sessions.ended;
  }

  @Test
  @Requirement({"LGO-02", "LGO-03", "LGO-04"})
  void anyTokenOfTheSessionEndsThatSession() {
    server.send("POST", "/v1/logout", bearer(ACCESS)).assertStatus(204);
    server.send("POST", "/v1/logout", bearer(EXPIRED)).assertStatus(204);
    server.post("/v1/logout", "{}", bearer(ACCESS)).assertStatus(204);
    server.post("/v1/logout", BY_REFRESH).assertStatus(204);
    assertEquals(List.of("THIS", "THIS", "THIS", "THIS"), ended());
  }

  @Test
  @Requirement("LGO-03")
  void refreshTokenThatIsNoneIsNoReasonToComplain() {
    for (String garbage : List.of("x", "rjt_unknown", REFRESH + "x", "ä")) {
      server.post("/v1/logout", "{\"refresh_token\": \"" + garbage + "\"}").assertStatus(204);
    }
    assertEquals(List.of(), ended());
  }

  @Test
  void accessTokenThatIsNoneIsRefused() {
    server.send("POST", "/v1/logout", bearer("forged")).assertProblem(401, "invalid-token");
    server.send("POST", "/v1/logout").assertProblem(401, "authentication-required");
    server.send("POST", "/v1/logout", "Authorization", "Bearer").assertStatus(400);
    assertEquals(List.of(), ended());
  }

  @Test
  @Requirement("REF-28")
  void refreshTokenIsNotForTheHeader() {
    server.send("POST", "/v1/logout", bearer(REFRESH)).assertProblem(401, "invalid-token");
    assertEquals(List.of(), ended());
  }

  @Test
  @Requirement("LGO-04")
  void moreThanThisSessionNeedsACurrentAccessToken() {
    server.post("/v1/logout", "{\"scope\": \"others\"}", bearer(ACCESS)).assertStatus(204);
    server.post("/v1/logout", "{\"scope\": \"all\"}", bearer(ACCESS)).assertStatus(204);
    assertEquals(List.of("OTHERS", "ALL"), ended());
    String all = "{\"scope\": \"all\"}";
    server.post("/v1/logout", all, bearer(EXPIRED)).assertProblem(401, "invalid-token");
    server.post("/v1/logout", all).assertProblem(401, "authentication-required");
    server
        .post("/v1/logout", BY_REFRESH.replace("}", ", \"scope\": \"all\"}"))
        .assertProblem(401, "authentication-required");
    assertEquals(2, ended().size());
  }

  @Test
  void oneTokenOnlyAndOnlyKnownScopes() {
    server.post("/v1/logout", BY_REFRESH, bearer(ACCESS)).assertProblem(400, "invalid-request");
    for (String scope : List.of("\"this\"", "\"ALL\"", "\"\"", "true", "[\"all\"]")) {
      server
          .post("/v1/logout", "{\"scope\": " + scope + "}", bearer(ACCESS))
          .assertProblem(400, "invalid-request");
    }
    server
        .post("/v1/logout", "{\"all\": true}", bearer(ACCESS))
        .assertProblem(400, "invalid-request");
    assertEquals(List.of(), ended());
  }

  @Test
  @Requirement("LGO-01")
  void getDoesNothing() {
    server.send("GET", "/v1/logout", bearer(ACCESS)).assertProblem(405, "about:blank");
    assertEquals(List.of(), ended());
  }
}
