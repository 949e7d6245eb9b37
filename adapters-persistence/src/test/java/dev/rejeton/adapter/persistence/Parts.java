package dev.rejeton.adapter.persistence;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/// The contracts on a real file, part by part: all of them take seconds.
final class Parts {
  private Parts() {}

  /// Has a class run one part of the contract, that of its own name.
  static final class SameName implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String part = context.getRequiredTestClass().getSimpleName();
      boolean ofAnother =
          context
              .getTestMethod()
              .filter(test -> !test.getDeclaringClass().getSimpleName().equals(part))
              .isPresent();
      return ofAnother ? disabled("of another part") : enabled("of this part");
    }
  }

  @ExtendWith(SameName.class)
  static final class SessionStoreContract extends SqliteStoresTest {
    SessionStoreContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class SessionFieldsContract extends SqliteStoresTest {
    SessionFieldsContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class SessionOpeningContract extends SqliteStoresTest {
    SessionOpeningContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class SessionEndingContract extends SqliteStoresTest {
    SessionEndingContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class SessionPurgeContract extends SqliteStoresTest {
    SessionPurgeContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class DenialLogContract extends SqliteStoresTest {
    DenialLogContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class ClientStoreContract extends SqliteStoresTest {
    ClientStoreContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class ClientRemovalContract extends SqliteStoresTest {
    ClientRemovalContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class KeyStoreContract extends SqliteStoresTest {
    KeyStoreContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class SessionDenialContract extends SqliteStoresTest {
    SessionDenialContract(@TempDir Path directory) {
      super(directory);
    }
  }

  @ExtendWith(SameName.class)
  static final class ClientSecretsContract extends SqliteStoresTest {
    ClientSecretsContract(@TempDir Path directory) {
      super(directory);
    }
  }
}
