package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.adapter.crypto.Argon2Parameters;
import dev.rejeton.adapter.crypto.Argon2PasswordHashes;
import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.port.out.PasswordHashes.Match;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import dev.rejeton.domain.Username;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody has a copy of the database, and not the master key.
class ThiefOfTheDatabaseTest {
  @TempDir Path directory;
  @TempDir Path den;

  private TestServer server;
  private TestClient client;
  private Answer held;
  private SqliteDatabase stolen;
  private Session session;

  @BeforeEach
  void steal() throws Exception {
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
    Answer login =
        client.post(
            "/v1/login",
            Map.of("username", "ada", "password", TestServer.PASSWORD, "device_name", "laptop"));
    held = client.refresh(login.refreshToken()).expect(200);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(name -> !name.toString().endsWith(".key")).toList()) {
        Files.copy(file, den.resolve(file.getFileName()));
      }
    }
    stolen = SqliteDatabase.openExisting(den.resolve("rejeton.db"));
    session = stolen.sessions().find(new SessionId(held.text("session_id"))).orElseThrow();
  }

  @AfterEach
  void stop() {
    stolen.close();
    server.close();
  }

  @Test
  void nothingStoredIsATokenOrAPassword() throws Exception {
    Set<String> loot = everyValueAndItsParts();
    assertTrue(loot.size() > 50, loot::toString);
    for (String word : loot) {
      assertFalse(client.refresh(word).expect(400).body().has("reason"), word);
      client.refresh("rjt_" + word).expect(400);
      String asBearer = word.replaceAll("[^\\x21-\\x7E]", "");
      assertTrue(client.with("GET", "/v1/session", asBearer).status() >= 400, word);
      // A login takes its time, and what is shorter is a number or a name.
      if (word.length() >= 16) {
        client.post("/v1/login", Map.of("username", "ada", "password", word)).expect(401);
      }
    }
    client.refresh(held.refreshToken()).expect(200);
  }

  private Set<String> everyValueAndItsParts() throws SQLException {
    Set<String> values = new LinkedHashSet<>();
    try (var copy = connection();
        var tables = copy.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String all = "SELECT * FROM " + tables.getString("TABLE_NAME");
        try (var rows = copy.createStatement().executeQuery(all)) {
          addTo(values, rows);
        }
      }
    }
    values.remove("");
    return values;
  }

  private static void addTo(Set<String> values, ResultSet rows) throws SQLException {
    while (rows.next()) {
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        String value = String.valueOf(rows.getString(i));
        values.add(value);
        values.addAll(List.of(value.split("[$.,:={}\"\\s]+")));
      }
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + den.resolve("rejeton.db"));
  }

  @Test
  void aMasterKeyHeMadeUpMakesNoRefreshToken() {
    String fingerprint = stolen.keys().masterKeys().getFirst().fingerprint();
    for (String guess :
        List.of("A".repeat(43), padded(fingerprint), padded(session.salt().bits()))) {
      var forge = new Forge(server.settings, MasterKeys.parse("1:" + guess));
      String forged = forge.refreshToken(session.currentToken(), session.salt());
      assertFalse(client.refresh(forged).expect(400).body().has("reason"));
    }
    client.refresh(held.refreshToken()).expect(200);
  }

  private static String padded(String bits) {
    return bits + "A".repeat(43 - bits.length());
  }

  @Test
  void aServerOfHisOwnOnTheCopyMakesNothingThatOursAccepts() throws Exception {
    stolen.close();
    try (var copy = connection()) {
      // Else it would not start: both keys belong to our master key.
      copy.createStatement().executeUpdate("DELETE FROM signing_key");
      copy.createStatement().executeUpdate("DELETE FROM master_key");
    }
    try (var his = new TestServer(den)) {
      assertEquals(server.settings.issuer(), his.settings.issuer());
      his.addUser("eve");
      Answer eve = his.client.login("eve").expect(200);
      client.refresh(eve.refreshToken()).expect(400);
      client.with("GET", "/v1/session", eve.accessToken()).expect(401);
      var hisKey = new MasterKeyFile(den.resolve("rejeton.db.key")).read();
      var forge = new Forge(server.settings, hisKey);
      String forged = forge.refreshToken(session.currentToken(), session.salt());
      Answer adas = his.client.refresh(forged).expect(200);
      client.refresh(forged).expect(400);
      client.refresh(adas.refreshToken()).expect(400);
      client.with("GET", "/v1/session", adas.accessToken()).expect(401);
    }
    client.refresh(held.refreshToken()).expect(200);
  }

  @Test
  void heReadsWhoTheUsersAreAndWhereTheyLoggedIn() {
    User ada = stolen.users().all().getFirst();
    assertEquals("ada", ada.username().written());
    assertEquals(List.of(session), stolen.sessions().findLive(ada.id(), server.clock.instant()));
    assertEquals("laptop", session.device().name());
    assertEquals("127.0.0.1", session.device().loggedInFrom().ipAddress());
    assertTrue(session.device().loggedInFrom().userAgent().startsWith("Java-http-client"));
    assertEquals(2, stolen.audit().of(session.id()).size());
  }

  @Test
  void heGuessesPasswordsAndEachGuessCostsAHash() {
    var hash = stolen.users().find(new Username("ada")).orElseThrow().passwordHash();
    assertTrue(hash.phc().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    try (var tries =
        new Argon2PasswordHashes(Argon2Parameters.DEFAULT, 19_456, 1, 1, Worlds.RANDOM)) {
      assertEquals(Match.DIFFERS, tries.match(new Secret("123456"), hash));
      assertEquals(Match.MATCHES, tries.match(new Secret(TestServer.PASSWORD), hash));
    }
  }

  @Test
  void aPasswordHashThatWasReplacedStaysInTheFilesForAWhile() throws Exception {
    String old = stolen.users().find(new Username("ada")).orElseThrow().passwordHash().phc();
    try (OperatorDesk desk = server.desk()) {
      desk.operators().changePassword(new Username("ada"), new Secret("another"), desk.origin());
    }
    byte[] log = Files.readAllBytes(directory.resolve("rejeton.db-wal"));
    assertTrue(new String(log, StandardCharsets.ISO_8859_1).contains(old));
  }
}
