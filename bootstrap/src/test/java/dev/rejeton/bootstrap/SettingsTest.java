package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Argon2Parameters;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.ReuseAction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  @TempDir Path directory;

  private Settings read(String toml, Map<String, String> environment, Map<Setting, String> flags)
      throws IOException {
    Path file = Files.writeString(directory.resolve("some.toml"), toml);
    return Settings.of(SettingsSources.gather(Optional.of(file), environment, flags));
  }

  private Settings read(String toml) throws IOException {
    return read(toml, Map.of(), Map.of());
  }

  private String errorOf(String toml, Map<String, String> environment) {
    return assertThrows(SettingsError.class, () -> read(toml, environment, Map.of())).getMessage();
  }

  @Test
  void withoutAnySettingTheDefaultsAreInForce() throws IOException {
    Settings settings = read("");
    assertEquals("127.0.0.1:8080", settings.listen().toString());
    assertEquals("127.0.0.1:8081", settings.opsListen().toString());
    assertEquals(URI.create("http://127.0.0.1:8080"), settings.issuer());
    assertEquals("http://127.0.0.1:8080", settings.tokens().audience());
    assertEquals(Path.of("rejeton.db"), settings.database());
    assertEquals(Path.of("rejeton.db.key"), settings.masterKeyFile());
    assertEquals(Profile.BALANCED.policy(), settings.policy());
    assertEquals(new Hashing(Argon2Parameters.DEFAULT, 64), settings.hashing());
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void aProfileIsItsNumbers(Profile profile) throws IOException {
    assertEquals(profile.policy(), read("profile = \"%s\"".formatted(profile.name())).policy());
  }

  @Test
  void theEnvironmentIsStrongerThanTheFileAndAFlagThanBoth() throws IOException {
    String toml = "grace_period = \"3s\"\nidle_timeout = \"1d\"\nprofile = \"mobile\"\n";
    Map<String, String> environment =
        Map.of("REJETON_IDLE_TIMEOUT", "2d", "REJETON_PROFILE", "strict", "PATH", "/bin");
    Settings settings = read(toml, environment, Map.of(Setting.PROFILE, "balanced"));
    assertEquals(Duration.ofSeconds(3), settings.policy().gracePeriod());
    assertEquals(Duration.ofDays(2), settings.policy().timeouts().idle());
    assertEquals(Duration.ofHours(24), settings.policy().recoveryWindow());
  }

  @Test
  void everyNumberCanBeSetByItself() throws IOException {
    Settings settings =
        read(
            """
            grace_period = "3s"
            recovery_window = "2h"
            recovery_limit = 7
            reuse_action = "user"
            argon2_memory = 65536
            database = "jdbc:sqlite:data/sessions.db"
            issuer = "https://login.example.com//"
            listen = "0.0.0.0:8443"
            """);
    assertEquals(Duration.ofSeconds(3), settings.policy().gracePeriod());
    assertEquals(Duration.ofHours(2), settings.policy().recoveryWindow());
    assertEquals(7, settings.policy().recoveryLimit());
    assertEquals(ReuseAction.USER, settings.policy().reuseAction());
    assertEquals(65_536, settings.hashing().cost().memoryKib());
    assertEquals(Path.of("data/sessions.db"), settings.database());
    assertEquals(Path.of("data/sessions.db.key"), settings.masterKeyFile());
    assertEquals(URI.create("https://login.example.com"), settings.issuer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grace = \"3s\"                      | there is no setting grace",
        "grace_period = \"ten\"              | grace_period in",
        "grace_period = [1]                  | grace_period in",
        "[server]\\nlisten = \"a:1\"          | there is no setting server",
        "grace_period = \"61s\"              | from 0 to 60 seconds",
        "access_token_lifetime = \"20s\"     | half of the access token's lifetime",
        "access_token_lifetime = \"2h\"      | one second to one hour",
        "idle_timeout = \"1m\"               | the idle timeout is shorter",
        "absolute_timeout = \"1h\"           | would outlive",
        "profile = \"lax\"                   | one of strict, balanced, mobile",
        "recovery_limit = \"x\"              | a whole number",
        "listen = \"8080\"                   | host:port",
        "listen = \"a:70000\"                | host:port",
        "listen = \"0.0.0.0:80\"             | set issuer to the https URL",
        "issuer = \"http://example.com\"     | https, or http on a loopback address",
        "issuer = \"https://a/?b\"           | without user, query or fragment",
        "issuer = \"no url\"                 | an absolute URL",
        "database = \"jdbc:postgresql://a\"  | SQLite file only",
        "database = \"postgres://a/b\"       | SQLite file only",
        "database = \"jdbc:sqlite::memory:\" | SQLite file only",
        "database = \"jdbc:sqlite:a.db?b=c\" | SQLite file only",
        "argon2_memory = 1024               | look at argon2_memory",
        "hash_queue = 0                     | hash_queue",
        "hash_queue = 10001                 | hash_queue",
        "idle_timeout = \"999999999d\"       | ten years",
        "issuer = \"https://u:p@h\"          | without user",
        "audience = \"\"                     | not empty",
        "client_id = \"\"                    | a client id",
        "scope = \"a\\\"b\"                  | malformed scope",
        "listen =                            | is not valid TOML",
      })
  void whatIsWrongIsNamed(String toml, String expected) {
    String message = errorOf(toml.replace("\\n", "\n"), Map.of());
    assertTrue(message.contains(expected), message);
  }

  @Test
  void anUnknownVariableIsAnErrorAndTheMasterKeyIsNone() throws IOException {
    String message = errorOf("", Map.of("REJETON_LISTENN", "a:1"));
    assertTrue(message.contains("REJETON_LISTENN"), message);
    read("", Map.of("REJETON_MASTER_KEY", "1:x", "REJETON_JAVA_OPTS", "-Xmx64m"), Map.of());
    // What Kubernetes tells the containers of a service called rejeton.
    for (String link : List.of("SERVICE_HOST", "SERVICE_PORT_API", "PORT", "PORT_8080_TCP_ADDR")) {
      read("", Map.of("REJETON_" + link, "10.0.0.1"), Map.of());
    }
  }

  @Test
  void aFileThatIsNamedMustExist() {
    Path missing = directory.resolve("none.toml");
    assertThrows(
        SettingsError.class,
        () -> SettingsSources.gather(Optional.of(missing), Map.of(), Map.of()));
    assertThrows(
        SettingsError.class,
        () ->
            SettingsSources.gather(
                Optional.empty(), Map.of("REJETON_CONFIG", missing.toString()), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"250ms, PT0.25S", "90s, PT90S", "10m, PT10M", "12h, PT12H", "14d, PT336H"})
  void durationsAreANumberAndAUnit(String written, Duration expected) {
    assertEquals(expected, SettingsReader.toDuration(written));
  }

  @Test
  @Requirement("SES-09")
  void theReadmeSaysWhereTheTimeoutsDepartFromNistAndHowManySessionsThereMayBe()
      throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    for (String sentence :
        List.of(
            "Timeouts are longer than NIST SP 800-63B-4 recommends",
            "set `absolute_timeout` and `idle_timeout` to follow it",
            "A user may have any number of sessions")) {
      assertTrue(readme.contains(sentence), sentence);
    }
  }

  @Test
  @Requirement("SES-09")
  void everySettingIsInTheReadmeWithItsDefaultAndMeaning() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    for (Setting key : Setting.values()) {
      String row =
          "| `%s` | `%s` | %s |".formatted(key.text(), key.defaultText(), key.description());
      assertTrue(readme.contains(row), () -> "README.md lacks the row\n" + row);
    }
  }
}
