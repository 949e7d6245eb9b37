package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import dev.rejeton.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RefreshTest {
  private static final String BODY = "{\"refresh_token\": \"" + REFRESH + "\"}";

  @AutoClose private final TestServer server = new TestServer();
  private final List<String> presented = new ArrayList<>();
  private RefreshResult result = new Refreshed(CannedPorts.ISSUED);

  RefreshTest() {
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          assertEquals(CannedPorts.CLIENT, client);
          assertEquals("127.0.0.1", origin.ipAddress());
          presented.add(secret.reveal());
          return result;
        };
  }

  @Test
  @Requirement({"REF-01", "TOK-01", "TOK-02", "TOK-19"})
  void refreshAnswersAsALoginDoes() {
    Reply reply = server.post("/v1/refresh", BODY).assertStatus(200);
    assertEquals("no-cache", reply.header("Pragma"));
    assertEquals(ACCESS, reply.json().path("access_token").textValue());
    assertTrue(reply.json().path("refresh_token").textValue().matches("rjt_[A-Za-z0-9_-]{40,}"));
    assertEquals("Bearer", reply.json().path("token_type").textValue());
    assertEquals(List.of(REFRESH), presented);
  }

  @Test
  void theHeaderWillDoInPlaceOfABody() {
    server.send("POST", "/v1/refresh", TestServer.bearer(REFRESH)).assertStatus(200);
    server.post("/v1/refresh", "{}", TestServer.bearer(REFRESH)).assertStatus(200);
    server.post("/v1/refresh", "", TestServer.bearer(REFRESH)).assertStatus(200);
    server
        .post("/v1/refresh", "{\"refresh_token\": null}", TestServer.bearer(REFRESH))
        .assertStatus(200);
    assertEquals(List.of(REFRESH, REFRESH, REFRESH, REFRESH), presented);
  }

  @Test
  @Requirement("REF-02")
  void oneTokenIsNeededAndOnlyOne() {
    server.send("POST", "/v1/refresh").assertProblem(400, "invalid-request");
    server.post("/v1/refresh", "{}").assertProblem(400, "invalid-request");
    server.post("/v1/refresh", "{\"refresh_token\": \"\"}").assertProblem(400, "invalid-request");
    server
        .post("/v1/refresh", BODY, TestServer.bearer(REFRESH))
        .assertProblem(400, "invalid-request");
    server
        .post("/v1/refresh", "{\"refresh_token\": \"x\", \"scope\": \"admin\"}")
        .assertProblem(400, "invalid-request");
    server
        .send("POST", "/v1/refresh?refresh_token=" + REFRESH)
        .assertProblem(400, "invalid-request");
    assertEquals(List.of(), presented);
  }

  @Test
  @Requirement("REF-03")
  void refusalWithoutAReasonIsAlwaysTheSame() {
    result = new Refused(Optional.empty());
    Reply first = server.post("/v1/refresh", BODY).assertProblem(400, "invalid-grant");
    for (String other : List.of("x", "rjt_", "rjt_x", REFRESH + "x", "ä", " ", ACCESS)) {
      Reply reply = server.post("/v1/refresh", "{\"refresh_token\": \"" + other + "\"}");
      assertEquals(first.withoutInstance(), reply.withoutInstance());
    }
    assertEquals(
        """
        {"type":"%s/problems/invalid-grant","title":"Invalid grant","status":400,\
        "detail":"The refresh token is not valid.","instance":"urn:uuid:","error":"invalid_grant"}\
        """
            .formatted(TestServer.ISSUER),
        first.withoutInstance());
    assertEquals("no-cache", first.header("Pragma"));
  }

  @Test
  @Requirement({"PRB-04", "TOK-15"})
  void holderOfAGenuineTokenIsToldTheReason() {
    for (Refusal reason : Refusal.values()) {
      result = new Refused(Optional.of(reason));
      Reply reply = server.post("/v1/refresh", BODY).assertProblem(400, "invalid-grant");
      assertEquals("invalid_grant", reply.json().path("error").textValue());
      assertEquals(reason.name().toLowerCase(Locale.ROOT), reply.json().path("reason").textValue());
    }
  }

  @Test
  @Requirement("REF-28")
  void accessTokenIsPresentedLikeAnyOtherAndRefused() {
    result = new Refused(Optional.empty());
    server
        .send("POST", "/v1/refresh", TestServer.bearer(ACCESS))
        .assertProblem(400, "invalid-grant");
  }

  @Test
  @Requirement("BRR-07")
  void malformedHeaderIsToldSo() {
    for (String malformed : List.of("Bearer", "Bearer ", "Bearer a b", "Bearer ä")) {
      Reply reply = server.send("POST", "/v1/refresh", "Authorization", malformed);
      reply.assertProblem(400, "invalid-request");
      assertTrue(reply.header("WWW-Authenticate").endsWith(", error=\"invalid_request\""));
    }
  }
}
