package dev.rejeton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ENUMS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.RECORDS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.TOP_LEVEL_CLASSES;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.rejeton.architecture.Rule.rule;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// What things are made of, and what they are called.
final class Shape {
  private static final DescribedPredicate<JavaClass> VALUES = RECORDS.or(ENUMS);

  private static final DescribedPredicate<JavaClass> FINAL =
      modifier(JavaModifier.FINAL).<JavaClass>forSubtype().as("final");

  private static final DescribedPredicate<JavaClass> SEALED =
      describe("sealed", JavaClass::isSealed);

  private static final String EMPTY_WORDS =
      ".*(Impl|Dto|Mapper|Utils?|Manager|Helper|UseCase|Port|Adapter)|Abstract.*|I[A-Z].*";

  static final List<Rule> RULES =
      List.of(
          rule(
              12,
              "Outbound ports are interfaces; what they speak of besides the domain are values",
              code -> arePorts(code.in("application.port.out"), INTERFACES),
              "application.port.out.ConcreteStore",
              "application.port.out.RecordOfNoPort",
              "application.port.out.LooksIn$Mutable"),
          rule(
              13,
              "Inbound ports are interfaces or records; what they speak of are values",
              code -> arePorts(code.in("application.port.in"), INTERFACES.or(RECORDS)),
              "application.port.in.ConcreteGreeting",
              "application.port.in.LooksOut$Mutable"),
          rule(
              14,
              "All of the domain is final: records, enums, final classes; or an interface",
              code ->
                  classes()
                      .that()
                      .resideInAPackage(code.in("domain"))
                      .and()
                      .doNotHaveModifier(JavaModifier.SYNTHETIC)
                      .should(be(VALUES.or(INTERFACES).or(FINAL))),
              "domain.OpenToHeirs"),
          rule(
              15,
              "Nothing in the domain changes: all fields are final",
              code ->
                  fields()
                      .that()
                      .areDeclaredInClassesThat()
                      .resideInAPackage(code.in("domain"))
                      .should()
                      .beFinal(),
              "domain.Forgetful.memory"),
          rule(
              16,
              "An outcome or a result is sealed, so that no switch over it forgets a case",
              code ->
                  classes()
                      .that()
                      .haveSimpleNameEndingWith("Outcome")
                      .or()
                      .haveSimpleNameEndingWith("Result")
                      .should(be(SEALED)),
              "domain.LooseOutcome",
              "application.port.in.Greetings$LooseResult"),
          rule(
              17,
              "Neither domain nor application has an exception of its own",
              code ->
                  noClasses()
                      .that()
                      .resideInAnyPackage(code.in("domain"), code.in("application"))
                      .should()
                      .beAssignableTo(Throwable.class),
              "domain.ThrownByTheDomain",
              "application.ThrownByAService"),
          rule(
              18,
              "A class of an adapter is public only if bootstrap uses it",
              code ->
                  classes()
                      .that()
                      .resideInAPackage(code.in("adapter"))
                      .and()
                      .arePublic()
                      .and()
                      .areTopLevelClasses()
                      .should(be(usedFrom(code.root() + ".bootstrap"))),
              "adapter.left.PublicForNobody"),
          rule(
              28,
              "No class has a name that says nothing",
              code -> noClasses().should().haveNameMatching(".*[.$](" + EMPTY_WORDS + ")"),
              "adapter.left.Names$GreetingImpl",
              "adapter.left.Names$GreetingDto",
              "adapter.left.Names$GreetingMapper",
              "adapter.left.Names$GreetingUtil",
              "adapter.left.Names$GreetingUtils",
              "adapter.left.Names$GreetingManager",
              "adapter.left.Names$GreetingHelper",
              "adapter.left.Names$GreetingUseCase",
              "adapter.left.Names$GreetingPort",
              "adapter.left.Names$GreetingAdapter",
              "adapter.left.Names$AbstractGreeting",
              "adapter.left.Names$IGreeting"));

  private Shape() {}

  private static ArchRule arePorts(String ports, DescribedPredicate<JavaClass> shape) {
    DescribedPredicate<JavaClass> port = TOP_LEVEL_CLASSES.and(shape);
    DescribedPredicate<JavaClass> nested =
        DescribedPredicate.not(TOP_LEVEL_CLASSES).and(VALUES.or(INTERFACES));
    return classes().that().resideInAPackage(ports).should(be(port.or(nested)));
  }

  private static DescribedPredicate<JavaClass> usedFrom(String user) {
    return describe(
        "used from " + user,
        used ->
            used.getDirectDependenciesToSelf().stream()
                .anyMatch(use -> use.getOriginClass().getPackageName().startsWith(user)));
  }
}
