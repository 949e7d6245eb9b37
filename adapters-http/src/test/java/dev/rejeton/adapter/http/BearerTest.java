package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.EXPIRED;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BearerTest {
  private static final String REALM = "Bearer realm=\"" + TestServer.ISSUER + "\"";

  private static final List<String> PARTS =
      List.of(
          "Bearer ",
          "bearer",
          "Basic ",
          "DPoP ",
          " ",
          "\t",
          ",",
          ";",
          "=",
          "==",
          "\"",
          "\\",
          "x",
          "a.b.c",
          "realm=\"x\"",
          "error=\"x\"",
          ACCESS,
          EXPIRED,
          REFRESH);

  @AutoClose private final TestServer server = new TestServer();

  private Reply session(String... headers) {
    return server.send("GET", "/v1/session", headers);
  }

  @Test
  @Requirement("BRR-01")
  void schemeIsReadInAnyCase() {
    for (String scheme : List.of("Bearer", "bearer", "BEARER", "Bearer  ")) {
      session("Authorization", scheme + " " + ACCESS).assertStatus(200);
    }
  }

  @Test
  @Requirement({"BRR-04", "BRR-09", "BRR-10"})
  void withoutCredentialsTheChallengeSaysNothingOfAnError() {
    for (Reply reply :
        List.of(
            session(),
            session("Authorization", ""),
            session("Authorization", "Basic YTpi"),
            session("Authorization", "DPoP " + ACCESS),
            session("Authorization", ACCESS),
            session("Cookie", "access_token=" + ACCESS))) {
      reply.assertProblem(401, "authentication-required");
      assertEquals(REALM, reply.header("WWW-Authenticate"));
    }
  }

  @Test
  @Requirement({"BRR-05", "REF-28"})
  void tokenThatIsNotGoodIsToldSo() {
    for (String bad : List.of(EXPIRED, "x", "a.b.c", REFRESH, "rjt_x", "a".repeat(4_000))) {
      Reply reply = session("Authorization", "Bearer " + bad);
      reply.assertProblem(401, "invalid-token");
      assertEquals(REALM + ", error=\"invalid_token\"", reply.header("WWW-Authenticate"));
    }
  }

  @Test
  @Requirement({"BRR-08", "BRR-07"})
  void malformedOrRepeatedHeaderIsToldSo() {
    String good = "Bearer " + ACCESS;
    for (Reply reply :
        List.of(
            session("Authorization", "Bearer"),
            session("Authorization", "Bearer a b"),
            session("Authorization", "Bearer =="),
            session("Authorization", "Bearer " + ACCESS + ", Bearer " + ACCESS),
            session("Authorization", "Bearer \"" + ACCESS + "\""),
            session("Authorization", good, "Authorization", good),
            session("Authorization", "Basic YTpi", "Authorization", good))) {
      reply.assertProblem(400, "invalid-request");
      assertEquals(REALM + ", error=\"invalid_request\"", reply.header("WWW-Authenticate"));
    }
  }

  /// [Reply#checked] looks at the characters and the attributes of every challenge.
  @Test
  @Requirement("BRR-08")
  void noHeaderMakesAMalformedChallengeOrAFailure() throws IOException {
    var random = new Random(20260301);
    for (int i = 0; i < 400; i++) {
      String header = "Authorization: " + authorization(random);
      String again = random.nextInt(8) == 0 ? "Authorization: Bearer x" : "X-Other: x";
      try (var client = new RawClient(server.port)) {
        client.send(
            "GET /v1/session HTTP/1.1", RawClient.HOST, header, again, "Connection: close", "");
        Reply reply = client.lastReply().checked(true);
        assertTrue(Set.of(200, 400, 401).contains(reply.status()), header);
      }
    }
  }

  /// {@return a header's value: parts of good ones, and any characters but the line's end}
  private static String authorization(Random random) {
    var value = new StringBuilder();
    for (int parts = random.nextInt(7); parts > 0; parts--) {
      value.append(
          random.nextInt(3) == 0
              ? String.valueOf((char) random.nextInt(' ', 0x100))
              : PARTS.get(random.nextInt(PARTS.size())));
    }
    return value.toString();
  }

  @Test
  @Requirement({"BRR-02", "BRR-03"})
  void tokenInTheQueryOrAFormIsNotRead() {
    server
        .send("GET", "/v1/session?access_token=" + ACCESS)
        .assertProblem(401, "authentication-required");
    server
        .postBytes(
            "/v1/session/ack",
            ("access_token=" + ACCESS).getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded")
        .assertProblem(401, "authentication-required");
  }

  @Test
  @Requirement("HDR-19")
  void hostIsNeverBelieved() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("GET /v1/session HTTP/1.1", "Host: evil.test", "Connection: close", "");
      Reply reply = client.lastReply().checked(true).assertStatus(401);
      assertEquals(REALM, reply.header("WWW-Authenticate"));
      assertEquals(-1, reply.body().indexOf("evil"));
    }
  }
}
