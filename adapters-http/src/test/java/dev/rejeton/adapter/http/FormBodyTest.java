package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a form is, by the refresh token that is read from it.
class FormBodyTest {
  private static final String FORM = "grant_type=refresh_token&client_id=web&refresh_token=";

  @AutoClose private final TestServer server = new TestServer();

  private String read(String written) {
    var presented = new StringBuilder();
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          presented.append(secret.reveal());
          return new Refreshed(CannedPorts.ISSUED);
        };
    server
        .postBytes(
            "/oauth2/token",
            (FORM + written).getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            TestServer.FORM)
        .assertStatus(200);
    return presented.toString();
  }

  @Test
  @Requirement("TOK-16")
  void valueIsDecodedAsUtf8() {
    assertEquals("a b", read("a+b"));
    assertEquals("a b+c&d=e%f", read("a%20b%2Bc%26d=e%25f"));
    assertEquals("päss\u20AC\uD83D\uDE00", read("p%C3%A4ss%e2%82%ac%F0%9F%98%80"));
    assertEquals("ä", read("ä"));
    assertEquals("a\0b\r\n", read("a%00b%0D%0A"));
    assertEquals("x".repeat(15_000), read("x".repeat(15_000)));
    assertEquals("%".repeat(5_000), read("%25".repeat(5_000)));
  }

  @Test
  @Requirement("TOK-16")
  void malformedEncodingIsRefusedWhereverItIs() {
    for (String bad :
        List.of(
            "%", "%Z", "%ZZ", "%4", "%+1", "%-1", "% 1", "%C3%28", "%C0%AF", "%ED%A0%80", "ä")) {
      for (String form : List.of(FORM + bad, FORM + "x&unknown=" + bad, FORM + "x&" + bad + "=y")) {
        server.postForm("/oauth2/token", form).assertOAuthError(400, "invalid_request");
        server.postForm("/oauth2/revoke", form).assertOAuthError(400, "invalid_request");
        server.postForm("/oauth2/introspect", form).assertOAuthError(400, "invalid_request");
      }
    }
  }

  @Test
  @Requirement("TOK-17")
  void contentTypeIsThatOfAForm() {
    byte[] form = (FORM + "x").getBytes(StandardCharsets.UTF_8);
    for (String type :
        List.of(
            "application/json",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded; charset=iso-8859-1",
            "application/x-www-form-urlencoded, application/json")) {
      Reply reply = server.postBytes("/oauth2/token", form, "Content-Type", type);
      reply.assertOAuthError(400, "invalid_request");
      assertEquals(TestServer.FORM, reply.header("Accept"));
    }
    for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect")) {
      server.postBytes(path, form).assertOAuthError(400, "invalid_request");
      server.send("POST", path).assertOAuthError(400, "invalid_request");
    }
    for (String type : List.of("", "; charset=UTF-8", ";charset=\"utf-8\"")) {
      server
          .postBytes("/oauth2/token", form, "Content-Type", TestServer.FORM + type)
          .assertStatus(200);
    }
  }

  @Test
  @Requirement("HDR-05")
  void encodedBodyIsRefused() {
    Reply reply = server.postForm("/oauth2/token", FORM + "x", "Content-Encoding", "gzip");
    reply.assertOAuthError(400, "invalid_request");
    assertEquals("identity", reply.header("Accept-Encoding"));
  }
}
