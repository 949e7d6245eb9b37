package dev.rejeton.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.rejeton.architecture.Rule.rule;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;

/// Which library lives where.
final class Libraries {
  private static final DescribedPredicate<JavaClass> SERVER =
      resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..");

  private static final DescribedPredicate<JavaClass> JSON_STREAMS =
      resideInAPackage("com.fasterxml.jackson.core..");

  private static final DescribedPredicate<JavaClass> JSON_BINDING =
      resideInAPackage("com.fasterxml.jackson..").and(DescribedPredicate.not(JSON_STREAMS));

  private static final DescribedPredicate<JavaClass> DATABASE =
      resideInAnyPackage("org.jdbi..", "com.zaxxer..", "org.sqlite..", "java.sql..", "javax.sql..");

  /// A digest or a random number generator is no cryptography yet; a key or a signature is.
  private static final DescribedPredicate<JavaClass> CRYPTOGRAPHY =
      resideInAnyPackage("com.auth0..", "javax.crypto..", "org.bouncycastle..");

  /// Needed to serve TLS, too.
  private static final DescribedPredicate<JavaClass> KEYS =
      resideInAnyPackage("java.security.spec..", "java.security.interfaces..")
          .or(nameMatching("java\\.security\\.(Key.*|.*Key|Signature.*)").forSubtype());

  static final List<Rule> RULES =
      List.of(
          rule(
              9,
              "The server lives in adapter.http; so does JSON, which bootstrap reads settings with"
                  + " and adapter.crypto reads as a stream",
              code ->
                  CompositeArchRule.of(livesIn(SERVER, code.in("adapter.http")))
                      .and(livesIn(JSON_BINDING, code.in("adapter.http"), code.in("bootstrap")))
                      .and(
                          livesIn(
                              JSON_STREAMS,
                              code.in("adapter.http"),
                              code.in("adapter.crypto"),
                              code.in("bootstrap"))),
              "adapter.left.Astray$Javalin",
              "adapter.left.Astray$Servlet",
              "adapter.left.Astray$Jetty",
              "adapter.left.Astray$JsonBinding",
              "adapter.left.Astray$JsonStream",
              "adapter.crypto.BindsJson",
              "bootstrap.StartsJavalin"),
          rule(
              10,
              "The database lives in adapter.persistence",
              code -> livesIn(DATABASE, code.in("adapter.persistence")),
              "adapter.left.Astray$Jdbi",
              "adapter.left.Astray$ConnectionPool",
              "adapter.left.Astray$Sqlite",
              "adapter.left.Astray$Jdbc",
              "adapter.left.Astray$DataSource"),
          rule(
              11,
              "Cryptography lives in adapter.crypto, and keys there and where TLS is served",
              code ->
                  CompositeArchRule.of(livesIn(CRYPTOGRAPHY, code.in("adapter.crypto")))
                      .and(livesIn(KEYS, code.in("adapter.crypto"), code.in("adapter.http"))),
              "adapter.left.Astray$Jwt",
              "adapter.left.Astray$Mac",
              "adapter.left.Astray$Argon2",
              "adapter.left.Astray$Signature",
              "adapter.left.Astray$PrivateKey",
              "adapter.left.Astray$Curve",
              "adapter.left.Astray$PublicKey"));

  private Libraries() {}

  private static ArchRule livesIn(DescribedPredicate<JavaClass> library, String... homes) {
    return noClasses().that().resideOutsideOfPackages(homes).should().dependOnClassesThat(library);
  }
}
