package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.OTHER;
import static dev.rejeton.adapter.http.CannedPorts.OWN;
import static dev.rejeton.adapter.http.TestServer.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Sessions.EndResult.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SessionsTest {
  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement({"SES-04", "SES-11"})
  void sessionIsShownWithoutItsSecrets() {
    Reply reply = server.send("GET", "/v1/session", bearer(ACCESS)).assertStatus(200);
    assertEquals(
        """
        {"session_id":"AQAAAAAAAAAAAAAAAAAAAA","user_id":"usr_ada","client_id":"web",\
        "device":{"name":"Laptop","user_agent":"Browser/1","ip_address":"192.0.2.7"},\
        "created_at":"2026-03-01T11:59:00Z","last_used_at":"2026-03-01T11:59:00Z",\
        "expires_at":"2026-05-30T11:59:00Z","idle_expires_at":"2026-03-15T11:59:00Z",\
        "scope":"read write","amr":["pwd"],"auth_time":"2026-03-01T11:59:00Z","current":true}\
        """,
        reply.body());
  }

  @Test
  @Requirement("SES-04")
  void listMarksTheCurrentSession() {
    Reply reply = server.send("GET", "/v1/sessions", bearer(ACCESS)).assertStatus(200);
    JsonNode sessions = reply.json().path("sessions");
    assertEquals(2, sessions.size());
    assertEquals(OTHER.id().value(), sessions.path(0).path("session_id").textValue());
    assertFalse(sessions.path(0).path("current").booleanValue());
    assertTrue(sessions.path(1).path("current").booleanValue());
    assertFalse(reply.body().contains(OWN.salt().bits()));
  }

  @Test
  void acknowledgementNeedsNoMoreThanTheToken() {
    server.send("POST", "/v1/session/ack", bearer(ACCESS)).assertStatus(204);
    server.send("POST", "/v1/session/ack", bearer("x")).assertProblem(401, "invalid-token");
  }

  @Test
  @Requirement("SES-05")
  void oneSessionOrAllOthersCanBeEnded() {
    String id = OTHER.id().value();
    server.send("DELETE", "/v1/sessions/" + id, bearer(ACCESS)).assertStatus(204);
    server.send("DELETE", "/v1/sessions", bearer(ACCESS)).assertStatus(204);
    assertEquals(List.of(id, "OTHERS"), server.canned.sessions.ended);
  }

  @Test
  @Requirement("SES-06")
  void sessionOfSomebodyElseOrOfNobodyOrNoIdAtAllIsNotFoundInTheSameWords() {
    server.canned.sessions.endResult = new NotFound();
    String foreign = OTHER.id().value();
    String unknown = "BAAAAAAAAAAAAAAAAAAAAA";
    List<String> malformed = List.of("x", "-", "%20", foreign + "A", "..a", "%C3%A4");
    Reply first = end(foreign).assertProblem(404, "session-not-found");
    for (String id : Stream.concat(Stream.of(unknown), malformed.stream()).toList()) {
      Reply reply = end(id);
      assertEquals(first.withoutInstance(), reply.withoutInstance(), id);
      assertEquals(first.headersWithoutDate(), reply.headersWithoutDate(), id);
    }
    assertEquals(List.of(foreign, unknown), server.canned.sessions.ended);
  }

  private Reply end(String id) {
    return server.send("DELETE", "/v1/sessions/" + id, bearer(ACCESS));
  }

  @Test
  @Requirement("SES-05")
  void loginThatIsTooOldIsToldHowOldItMayBe() {
    server.canned.sessions.endResult = new LoginTooOld(Duration.ofMinutes(5));
    for (Reply reply :
        List.of(
            server.send("DELETE", "/v1/sessions/" + OTHER.id(), bearer(ACCESS)),
            server.send("DELETE", "/v1/sessions", bearer(ACCESS)),
            server.post("/v1/logout", "{\"scope\": \"all\"}", bearer(ACCESS)))) {
      reply.assertProblem(401, "insufficient-user-authentication");
      assertEquals(300, reply.json().path("max_age").intValue());
      assertEquals(
          "Bearer realm=\""
              + TestServer.ISSUER
              + "\", error=\"insufficient_user_authentication\","
              + " error_description=\"This needs a more recent login.\", max_age=\"300\"",
          reply.header("WWW-Authenticate"));
    }
  }
}
