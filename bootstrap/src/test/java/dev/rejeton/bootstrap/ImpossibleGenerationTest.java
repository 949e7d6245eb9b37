package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that no token has, made by whoever stole the master key.
class ImpossibleGenerationTest {
  @TempDir Path directory;

  /// Needs the master key alone: the check is right, the generation is -1.
  @Test
  void aNegativeGenerationUnderARightCheckIsRefused() throws Exception {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer held = server.client.login("ada").expect(200);
      String line =
          Files.readAllLines(directory.resolve("rejeton.db.key")).stream()
              .filter(text -> !text.startsWith("#"))
              .findFirst()
              .orElseThrow();
      byte[] master = Base64.getUrlDecoder().decode(line.substring(2));
      ByteBuffer bytes =
          ByteBuffer.allocate(63)
              .put((byte) 1)
              .put((byte) 1)
              .put(new SessionId(held.text("session_id")).bytes())
              .putInt(-1)
              .put((byte) 0)
              .put(new byte[32]);
      var info = "rejeton refresh-token check v1".getBytes(StandardCharsets.US_ASCII);
      var derivation =
          HKDFParameterSpec.ofExtract()
              .addIKM(new SecretKeySpec(master, "HKDF"))
              .addSalt(new byte[0])
              .thenExpand(info, 32);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", derivation));
      mac.update(bytes.array(), 0, 55);
      bytes.put(mac.doFinal(), 0, 8);
      String token = "rjt_" + Base64.getUrlEncoder().encodeToString(bytes.array());
      assertEquals(400, server.client.refresh(token).status());
      Map<String, String> logout = Map.of("refresh_token", token);
      assertEquals(204, server.client.post("/v1/logout", logout).status());
    }
  }

  /// Needs the master key and the salt: a genuine name that has no successor.
  @Test
  void theLastGenerationThereIsDoesNotOverflow() {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer held = server.client.login("ada").expect(200);
      var session =
          server
              .server
              .database()
              .sessions()
              .find(new SessionId(held.text("session_id")))
              .orElseThrow();
      var masterKeys = new MasterKeyFile(directory.resolve("rejeton.db.key")).read();
      var forge = new Forge(server.settings, masterKeys);
      var last = new RefreshToken(session.id(), Integer.MAX_VALUE, 0);
      assertEquals(400, server.client.refresh(forge.refreshToken(last, session.salt())).status());
    }
  }
}
