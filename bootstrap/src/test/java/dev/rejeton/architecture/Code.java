package dev.rejeton.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Code that the rules are held against. They name packages below `root` only, so that they see the
/// canaries exactly as they see Rejeton.
///
/// @param root the package that holds the layers
/// @param classes all classes below the root
/// @param main the sources of these classes
/// @param tests the sources of their tests
record Code(String root, JavaClasses classes, List<Source> main, List<Source> tests) {
  private static final Path PROJECT = Path.of("..");

  /// {@return the main code of every module}
  static Code ofRejeton() {
    return importing("dev.rejeton", Code::isMain);
  }

  /// {@return the main code of every module, and one class more that only tests know}
  static Code ofRejetonWith(String className) {
    Pattern file = Pattern.compile(".*/" + className.replace('.', '/') + "[.$].*");
    return importing("dev.rejeton", location -> isMain(location) || location.matches(file));
  }

  /// {@return the code of package `canary`, where every rule is broken on purpose}
  static Code ofCanaries() {
    JavaClasses classes = new ClassFileImporter().importPackages("canary");
    return new Code("canary", classes, Planted.MAIN, Planted.TESTS);
  }

  private static Code importing(String root, ImportOption option) {
    JavaClasses classes = new ClassFileImporter().withImportOption(option).importPackages(root);
    return new Code(root, classes, Source.below(PROJECT, "main"), Source.below(PROJECT, "test"));
  }

  private static boolean isMain(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  /// {@return a pattern for the classes of a package}
  String only(String packageName) {
    return root + "." + packageName;
  }

  /// {@return a pattern for the classes of a package and of those below it}
  String in(String packageName) {
    return root + "." + packageName + "..";
  }

  /// {@return patterns for the adapters that drive: they use an inbound port}
  String[] drivingAdapters() {
    return adaptersUsing(only("application.port.in"));
  }

  /// {@return patterns for the adapters that are driven: they keep an outbound port's contract}
  String[] drivenAdapters() {
    return adaptersUsing(only("application.port.out"));
  }

  private String[] adaptersUsing(String port) {
    return classes.stream()
        .filter(JavaClass.Predicates.resideInAPackage(in("adapter.(*)")))
        .filter(adapter -> usesPackage(adapter, port))
        .map(this::adapterOf)
        .distinct()
        .toArray(String[]::new);
  }

  private static boolean usesPackage(JavaClass user, String packageName) {
    return user.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .anyMatch(used -> used.getPackageName().equals(packageName));
  }

  private String adapterOf(JavaClass adapterClass) {
    String below = adapterClass.getPackageName().substring(only("adapter.").length());
    return in("adapter." + below.split("\\.")[0]);
  }
}
