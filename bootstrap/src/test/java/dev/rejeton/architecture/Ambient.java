package dev.rejeton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.rejeton.architecture.Rule.rule;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.text.DateFormat;
import java.util.Calendar;
import java.util.Date;
import java.util.List;

/// Nothing is taken out of thin air: time, chance, settings and streams are handed in by bootstrap.
final class Ambient {
  private static final DescribedPredicate<JavaAccess<?>> THE_WORLD =
      Access.to(
          "java\\.time\\..+\\.(now|system\\w*)\\(.*",
          "java\\.lang\\.System\\.(currentTimeMillis|getenv|getProperty)\\(.*",
          "java\\.lang\\.Math\\.random\\(.*",
          "java\\.security\\.SecureRandom\\.(<init>|getInstance\\w*)\\(.*",
          "java\\.util\\.Random\\.<init>\\(.*",
          "java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(.*");

  private static final DescribedPredicate<JavaAccess<?>> STANDARD_STREAMS =
      Access.to(
          "java\\.lang\\.System\\.(out|err|in)",
          "java\\.lang\\.System\\.console\\(.*",
          ".+\\.printStackTrace\\(\\)");

  private static final DescribedPredicate<JavaAccess<?>> A_GENERIC_EXCEPTION =
      Access.to("java\\.lang\\.(Throwable|Exception|RuntimeException|Error)\\.<init>\\(.*");

  static final List<Rule> RULES =
      List.of(
          rule(
              21,
              "Time, chance and settings are handed in; bootstrap alone reaches for them",
              code ->
                  noClasses()
                      .that()
                      .resideOutsideOfPackage(code.in("bootstrap"))
                      .should()
                      .accessTargetWhere(THE_WORLD),
              "application.Conjures.now",
              "application.Conjures.nowByReference",
              "application.Conjures.clock",
              "application.Conjures.source",
              "application.Conjures.zone",
              "application.Conjures.millis",
              "application.Conjures.setting",
              "application.Conjures.property",
              "application.Conjures.chance",
              "application.Conjures.chanceByReference",
              "application.Conjures.strongChance",
              "application.Conjures.weakChance",
              "application.Conjures.weakerChance",
              "application.Conjures.weakestChance"),
          rule(
              22,
              "The standard streams belong to the command line, in bootstrap",
              code ->
                  noClasses()
                      .that()
                      .resideOutsideOfPackage(code.in("bootstrap"))
                      .should()
                      .accessTargetWhere(STANDARD_STREAMS),
              "application.Speaks.out",
              "application.Speaks.err",
              "application.Speaks.in",
              "application.Speaks.console",
              "application.Speaks.stackTrace"),
          rule(
              23,
              "What is thrown says what is broken: no generic exceptions",
              code -> noClasses().should().accessTargetWhere(A_GENERIC_EXCEPTION.and(notSuper())),
              "application.Throws.anything",
              "application.Throws.anythingChecked",
              "application.Throws.anError",
              "application.Throws.byReference"),
          rule(
              24,
              "Nothing logs through java.util.logging",
              code ->
                  noClasses()
                      .should()
                      .dependOnClassesThat()
                      .resideInAPackage("java.util.logging.."),
              "application.Logs.withoutAField"),
          rule(
              25,
              "Time is java.time: no Date, no Calendar",
              code ->
                  noClasses()
                      .should()
                      .dependOnClassesThat(
                          assignableTo(Date.class)
                              .or(assignableTo(Calendar.class))
                              .or(assignableTo(DateFormat.class))),
              "application.Dates.date",
              "application.Dates.calendar",
              "application.Dates.timestamp",
              "application.Dates.format"));

  private Ambient() {}

  /// An exception class has to call the constructor of the one it extends.
  private static DescribedPredicate<JavaAccess<?>> notSuper() {
    return describe(
        "not by a subclass",
        access -> !access.getOriginOwner().isAssignableTo(access.getTargetOwner().getName()));
  }
}
