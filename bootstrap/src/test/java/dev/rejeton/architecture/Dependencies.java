package dev.rejeton.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.rejeton.architecture.Rule.rule;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.stream.Stream;

/// Who may know whom.
final class Dependencies {
  /// What of the JDK neither reads nor writes the world.
  private static final String[] QUIET_JDK = {
    "java.lang..",
    "java.util..",
    "java.time..",
    "java.text..",
    "java.security..",
    "java.nio.charset.."
  };

  static final List<Rule> RULES =
      List.of(
          rule(
              1,
              "The domain depends on itself and the quiet part of the JDK only",
              code -> dependsOnlyOn(code.in("domain"), code.in("domain")),
              "domain.KnowsTheNetwork"),
          rule(
              2,
              "The application depends on the domain, itself and the quiet part of the JDK only",
              code ->
                  dependsOnlyOn(code.in("application"), code.in("application"), code.in("domain")),
              "application.ReadsFiles"),
          rule(
              3,
              "Adapters know neither the services nor bootstrap",
              code ->
                  doesNotKnow(code.in("adapter"), code.only("application"), code.in("bootstrap")),
              "adapter.left.CallsAService",
              "adapter.left.CallsBootstrap"),
          rule(
              4,
              "Inbound ports know neither outbound ports nor services",
              code ->
                  doesNotKnow(
                      code.in("application.port.in"),
                      code.in("application.port.out"),
                      code.only("application")),
              "application.port.in.LooksOut",
              "application.port.in.LooksBehind"),
          rule(
              5,
              "Outbound ports know neither inbound ports nor services",
              code ->
                  doesNotKnow(
                      code.in("application.port.out"),
                      code.in("application.port.in"),
                      code.only("application")),
              "application.port.out.LooksIn",
              "application.port.out.LooksBehind"),
          rule(
              6,
              "Adapters do not know each other",
              code -> slices().matching(code.in("adapter.(*)")).should().notDependOnEachOther(),
              "adapter.left.KnowsTheRight",
              "adapter.right.KnowsTheLeft"),
          rule(
              7,
              "No packages depend on each other in a cycle",
              code -> slices().matching(code.root() + ".(**)").should().beFreeOfCycles(),
              "adapter.left.KnowsTheRight",
              "adapter.right.KnowsTheLeft"),
          rule(
              8,
              "An adapter drives (uses an inbound port) or is driven (an outbound one), never both",
              Dependencies::drivesOrIsDriven,
              "adapter.both.GoesBothWays",
              "adapter.neither.GoesNoWay"));

  private Dependencies() {}

  private static ArchRule dependsOnlyOn(String layer, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(layer)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideInAnyPackage(QUIET_JDK)));
  }

  private static ArchRule doesNotKnow(String layer, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(layer)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  /// Over the packages found, so that a new adapter needs no new rule.
  private static ArchRule drivesOrIsDriven(Code code) {
    String[] driving = code.drivingAdapters();
    String[] all =
        Stream.of(driving, code.drivenAdapters()).flatMap(Stream::of).toArray(String[]::new);
    return CompositeArchRule.of(
            noClasses()
                .that()
                .resideInAnyPackage(driving)
                .should()
                .dependOnClassesThat(resideInAPackage(code.in("application.port.out"))))
        .and(
            classes().that().resideInAPackage(code.in("adapter")).should().resideInAnyPackage(all));
  }
}
