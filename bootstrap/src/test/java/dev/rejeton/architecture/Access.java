package dev.rejeton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.regex.Pattern;

/// What code reaches for.
final class Access {
  private Access() {}

  /// {@return whether a call, a method reference or a field access is to one of these} `callMethod`
  /// and its like do not see `Instant::now`.
  ///
  /// @param targets regular expressions for full names such as `java.time.Instant.now()`
  static DescribedPredicate<JavaAccess<?>> to(String... targets) {
    Pattern any = Pattern.compile(String.join("|", targets));
    return describe(
        "access to " + any, access -> any.matcher(access.getTarget().getFullName()).matches());
  }
}
