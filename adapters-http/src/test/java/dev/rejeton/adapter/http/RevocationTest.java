package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RevocationTest {
  private static final String CLIENT = "&client_id=web";

  @AutoClose private final TestServer server = new TestServer();

  private Reply revoke(String form) {
    return server.postForm("/oauth2/revoke", form);
  }

  @Test
  @Requirement({"REV-01", "REV-03", "REV-04", "REV-05", "REV-13"})
  void answerIsTheSameWhateverTheTokenWas() {
    Reply first = revoke("token=" + REFRESH + CLIENT).assertStatus(200);
    assertEquals("", first.body());
    assertEquals("0", first.header("Content-Length"));
    for (String token :
        List.of(
            ACCESS,
            "x",
            "%22",
            REFRESH + "&token_type_hint=access_token",
            ACCESS + "&token_type_hint=refresh_token",
            "x&token_type_hint=foo%22",
            "x&callback=x")) {
      Reply reply = revoke("token=" + token + CLIENT).assertStatus(200);
      assertEquals(first.body(), reply.body());
      assertEquals(first.headersWithoutDate(), reply.headersWithoutDate());
    }
    assertEquals(
        List.of(
            "web " + REFRESH,
            "web " + ACCESS,
            "web x",
            "web \"",
            "web " + REFRESH,
            "web " + ACCESS,
            "web x",
            "web x"),
        server.canned.revoked);
  }

  @Test
  @Requirement("REV-06")
  void tokenIsNeededOnce() {
    revoke("client_id=web").assertOAuthError(400, "invalid_request");
    revoke("token=" + CLIENT).assertOAuthError(400, "invalid_request");
    revoke("token=x&token=x" + CLIENT).assertOAuthError(400, "invalid_request");
    revoke("token=x&token_type_hint=a&token_type_hint=a" + CLIENT)
        .assertOAuthError(400, "invalid_request");
    server
        .postForm("/oauth2/revoke?token=x", "client_id=web")
        .assertOAuthError(400, "invalid_request");
    assertEquals(List.of(), server.canned.revoked);
  }
}
