package dev.rejeton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static dev.rejeton.architecture.Rule.rule;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How secrets are held, revealed and compared.
final class Secrets {
  private static final String SECRET_NAME = "(?i).*(token|secret|password|credential|jwt).*";

  private static final DescribedPredicate<JavaAccess<?>> COMPARISON_OF_BYTES =
      Access.to("java\\.util\\.Arrays\\.equals\\(\\[[BC].*");

  private static final DescribedPredicate<JavaAccess<?>> COMPARISON_OF_TEXT =
      Access.to(
          "java\\.lang\\.String\\.(equals|equalsIgnoreCase|contentEquals)\\(.*",
          "java\\.util\\.Objects\\.equals\\(.*");

  static final List<Rule> RULES =
      List.of(
          rule(
              19,
              "What is named like a secret is no String, byte[] or char[]: they print",
              code ->
                  noFields()
                      .that()
                      .haveNameMatching(SECRET_NAME)
                      .should()
                      .haveRawType(String.class)
                      .orShould()
                      .haveRawType(byte[].class)
                      .orShould()
                      .haveRawType(char[].class),
              "application.Remembers.refreshToken",
              "application.Remembers.clientSecret",
              "application.Remembers.PASSWORD",
              "application.Remembers$Login.credentials",
              "application.Remembers$Login.idJwt"),
          rule(
              20,
              "Secrets are revealed by the cryptography, by adapters that drive, and by the"
                  + " terminal: whoever asked for one has to be handed it",
              code ->
                  noClasses()
                      .that()
                      .resideOutsideOfPackage(code.in("adapter.crypto"))
                      .and()
                      .resideOutsideOfPackages(code.drivingAdapters())
                      .and()
                      .doNotHaveFullyQualifiedName(code.only("bootstrap.Terminal"))
                      .should()
                      .accessTargetWhere(reveal(code)),
              "application.Reveals.byCall",
              "application.Reveals.byReference",
              "adapter.driven.Reveals.toStore",
              "bootstrap.Reveals.toLog"),
          rule(
              27,
              "Secrets are compared in constant time: bytes and revealed text not by equals, and a"
                  + " Secret has none",
              code ->
                  CompositeArchRule.of(noClasses().should().accessTargetWhere(COMPARISON_OF_BYTES))
                      .and(noCodeUnits().should(be(comparingTheRevealed(code))))
                      .and(hasNoEquals(code)),
              "adapter.crypto.Compares.bytes",
              "adapter.crypto.Compares.characters",
              "adapter.crypto.Compares.byReference",
              "adapter.crypto.Compares.text",
              "adapter.crypto.Compares.textInAnyCase",
              "adapter.crypto.Compares.content",
              "adapter.crypto.Compares.objects",
              "domain.Secret.equals"));

  private Secrets() {}

  private static DescribedPredicate<JavaAccess<?>> reveal(Code code) {
    return Access.to(Pattern.quote(code.only("domain.Secret.reveal()")));
  }

  private static DescribedPredicate<JavaCodeUnit> comparingTheRevealed(Code code) {
    DescribedPredicate<JavaAccess<?>> reveal = reveal(code);
    return describe(
        "comparing what it reveals",
        codeUnit ->
            Stream.of(reveal, COMPARISON_OF_TEXT)
                .allMatch(both -> codeUnit.getAccessesFromSelf().stream().anyMatch(both)));
  }

  private static ArchRule hasNoEquals(Code code) {
    return noMethods()
        .that()
        .areDeclaredIn(code.only("domain.Secret"))
        .should()
        .haveNameMatching("equals|hashCode");
  }
}
