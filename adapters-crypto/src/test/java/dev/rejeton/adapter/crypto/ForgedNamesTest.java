package dev.rejeton.adapter.crypto;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Correctly signed tokens that do not name user, client, session and answer as we do.
class ForgedNamesTest {
  private static final String SID = "AAECAwQFBgcICQoLDA0ODw";

  static Stream<Forgery> names() {
    return Forge.all(ForgedNamesTest::names);
  }

  static Stream<Forgery> names(Forge forge) {
    String jti = "\"jti\":\"" + SID + ".7.2\"";
    Stream<Forgery> missing =
        Stream.of(
                "\"sub\":\"usr_AAAAAAAAAAAAAAAAAAAAAA\"",
                "\"client_id\":\"web\"",
                jti,
                "\"sid\":\"" + SID + "\"")
            .flatMap(member -> {
              String name = member.substring(0, member.indexOf(':') + 1);
              return Stream.of("12", "null", "\"\"", "[]", "{}", "true", "\"\\u0000\"")
                  .map(value -> forge.claim(member, name + value));
            });
    Stream<Forgery> inconsistent =
        Stream.of(
                "x",
                "x.7.2",
                SID,
                SID + ".7",
                SID + ".7.2.0",
                SID + ".7.",
                SID + "..2",
                SID + ".07.2",
                SID + ".+7.2",
                SID + ".-7.2",
                SID + ".7.2 ",
                SID + ".2147483648.2",
                SID + ".\\u0667.2",
                "BAECAwQFBgcICQoLDA0ODw.7.2")
            .map(value -> forge.claim(jti, "\"jti\":\"" + value + "\""));
    Stream<Forgery> strange =
        Stream.of(
            forge.claim("\"sid\":\"" + SID, "\"sid\":\"AAECAwQFBgcICQoLDA0OD"),
            forge.claim("\"client_id\":\"web", "\"client_id\":\"w\u00e9b"),
            forge.claim("\"sub\":\"usr_", "\"sub\":\"" + "u".repeat(256)));
    return Stream.of(missing, inconsistent, strange).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("names()")
  @Requirement("JWT-09")
  void namesThatAreMissingOrMalformedAreRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }
}
