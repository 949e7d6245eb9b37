package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.VerificationKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final String PATH = "/.well-known/jwks.json";

  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement({"JWK-01", "JWK-05"})
  void keysAreAJwkSetOfWhatThePortGives() {
    Reply reply = server.send("GET", PATH).assertStatus(200);
    assertEquals("application/json", reply.header("Content-Type"));
    assertEquals(
        """
        {"keys":[{"kid":"kid-1","kty":"EC","x":"eA","y":"eQ"}]}\
        """,
        reply.body());
  }

  @Test
  @Requirement({"JWK-06", "COR-07", "HDR-14"})
  void keysMayBeKeptAndReadByAnyone() {
    Reply reply = server.send("GET", PATH).assertStatus(200);
    assertEquals("public, max-age=300", reply.header("Cache-Control"));
    assertEquals("*", reply.header("Access-Control-Allow-Origin"));
    assertEquals("cross-origin", reply.header("Cross-Origin-Resource-Policy"));
    assertTrue(reply.optionalHeader("Pragma").isEmpty());
  }

  @Test
  @Requirement("JWK-06")
  void keysThatAreKnownAreNotSentAgain() {
    String tag = server.send("GET", PATH).header("ETag");
    assertTrue(tag.matches("\"[0-9a-f-]{36}\""), tag);
    for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
      assertUnchanged(server.send("GET", PATH, "If-None-Match", known), tag);
      assertUnchanged(server.send("HEAD", PATH, "If-None-Match", known), tag);
    }
    assertUnchanged(server.send("GET", PATH, "If-None-Match", "\"x\"", "If-None-Match", tag), tag);
    server.send("GET", PATH, "If-None-Match", "\"x\"").assertStatus(200);
    server.canned.keys =
        () -> List.of(CannedPorts.KEY, new VerificationKey("kid-2", "ES256", Map.of("kty", "EC")));
    Reply changed = server.send("GET", PATH, "If-None-Match", tag).assertStatus(200);
    assertNotEquals(tag, changed.header("ETag"));
    assertEquals(2, changed.json().path("keys").size());
  }

  /// RFC 9110 §15.4.5: with the header fields that would have come with the content.
  private static void assertUnchanged(Reply reply, String tag) {
    reply.assertStatus(304);
    assertEquals(tag, reply.header("ETag"));
    assertEquals("public, max-age=300", reply.header("Cache-Control"));
    assertEquals("*", reply.header("Access-Control-Allow-Origin"));
    assertTrue(reply.optionalHeader("Date").isPresent());
  }
}
