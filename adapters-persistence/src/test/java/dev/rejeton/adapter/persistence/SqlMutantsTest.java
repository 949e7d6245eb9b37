package dev.rejeton.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.persistence.Parts.SessionEndingContract;
import dev.rejeton.adapter.persistence.Parts.SessionFieldsContract;
import dev.rejeton.adapter.persistence.Parts.SessionOpeningContract;
import dev.rejeton.adapter.persistence.Parts.SessionPurgeContract;
import dev.rejeton.adapter.persistence.Parts.SessionStoreContract;
import org.junit.jupiter.api.Test;

/// Every condition of the compare-and-set, and of the statements around it, is needed: whichever is
/// broken, a test notices. A parameter stays where its condition goes, lest Jdbi miss it first.
class SqlMutantsTest {
  private static final String STORE = "JdbiSessionStore.java";
  private static final String COLUMNS = "SessionColumns.java";
  private static final String AUDIT = "AuditColumns.java";
  private static final String CONNECTIONS = "Connections.java";

  private final SqlMutants mutants = new SqlMutants();

  @Test
  @Requirement({"STO-01", "REF-15"})
  void everyMutantIsCaughtAndTheCodeAsItIsIsNot() {
    replacing();
    changing();
    opening();
    ending();
    forgetting();
    reading();
    transaction();

    assertEquals(mutants.unchanged(), mutants.uncaught());
  }

  private void add(Class<?> catcher, String file, String breaks, String is, String becomes) {
    mutants.add(catcher, file, breaks, is, becomes);
  }

  private void replacing() {
    var catcher = SessionStoreContract.class;
    String before = "version = :version - 1";
    add(catcher, STORE, "the version before must be stored", "AND " + before, "");
    add(catcher, STORE, "no older version will do", before, "version <= :version - 1");
    add(catcher, STORE, "no newer version will do", before, "version >= :version - 1");
    add(catcher, STORE, "one row is replaced", "id = :id AND version", "(1 OR :id) AND version");
    add(catcher, AUDIT, "a lost race is told", "return false;", "return true;");
    add(catcher, AUDIT, "a lost race has no event", "execute() == 0", "execute() < 0");
    add(catcher, AUDIT, "a change has an event", "insert(handle, event);", "");
  }

  private void changing() {
    String columns =
        """
        idle_at generation variant previous_variant rotated_at answered_ip_address
        answered_user_agent recovered_at recoveries confirmed floor_generation floor_variant
        revoked_at revocation_reason revocation_ip_address revocation_user_agent version\
        """;
    for (String column : columns.split("\\s")) {
      // After the last, the version, there is no comma.
      String after = column.equals("version") ? " WHERE" : ",";
      String is = "%1$s = :%1$s%2$s".formatted(column, after);
      String becomes = "%1$s = iif(0, :%1$s, %1$s)%2$s".formatted(column, after);
      add(SessionFieldsContract.class, STORE, "a change of " + column + " is kept", is, becomes);
    }
  }

  private void opening() {
    var catcher = SessionOpeningContract.class;
    String hash = "password_hash <> :checked";
    add(catcher, STORE, "a user can be refused", "NOT EXISTS", "1 OR NOT EXISTS");
    add(catcher, STORE, "another user does not count", "id = :user_id AND (disabled", "(disabled");
    add(catcher, STORE, "a disabled user is refused", "disabled OR", "");
    add(catcher, STORE, "another password is refused", hash, "(0 AND password_hash <> :checked)");
    add(catcher, STORE, "no password is not another", hash, "password_hash IS NOT :checked");
  }

  private void ending() {
    var catcher = SessionEndingContract.class;
    String unrevoked = "revoked_at IS NULL AND id <>";
    String own = "user_id = :user_id AND ";
    String any = "(1 OR :user_id) AND ";
    add(catcher, STORE, "a user's own are revoked", own + unrevoked, any + unrevoked);
    add(catcher, STORE, "what is revoked is not again", unrevoked, "id <>");
    add(catcher, STORE, "one can be spared", "id <> :except", "(1 OR :except)");
    add(catcher, STORE, "none has to be spared", ".orElse(\"\")", ".orElse(null)");
    add(catcher, STORE, "each is revoked", "unrevoked.forEach(", "unrevoked.stream().peek(");
    String live = "revoked_at IS NULL AND idle_at";
    add(catcher, STORE, "a user's own are live", own + live, any + live);
    add(catcher, STORE, "what is revoked is not live", live, "idle_at");
    add(catcher, STORE, "what is idle is not live", "idle_at > :now", "(1 OR :now)");
    add(catcher, STORE, "nor is it at that instant", "idle_at > :now", "idle_at >= :now");
    add(catcher, STORE, "the newest is first", "created_at DESC", "created_at");
  }

  private void forgetting() {
    var catcher = SessionPurgeContract.class;
    var rare = JdbiSessionStoreTest.class;
    String look = "session WHERE \" + OVER + \" LIMIT";
    String anything = "session WHERE 1 OR \" + OVER + \" LIMIT";
    String forget = "id = :id AND \" + OVER";
    String unasked = "id = :id AND (1 OR \" + OVER + \")\"";
    add(catcher, STORE, "what is idle is over", "idle_at < :before OR", "");
    add(catcher, STORE, "it is not yet at that instant", "idle_at < :before", "idle_at <= :before");
    add(catcher, STORE, "what is revoked is over", "OR revoked_at < :before", "");
    add(catcher, STORE, "nor when it is revoked", "revoked_at < :before", "revoked_at <= :before");
    add(catcher, STORE, "no more than asked are forgotten", "LIMIT :limit", "LIMIT 2 * :limit");
    add(rare, STORE, "what is not over is not looked at", look, anything);
    add(rare, STORE, "what is over no more is kept", forget, unasked);
    add(catcher, STORE, "one row is forgotten", forget, "(1 OR :id) AND \" + OVER");
  }

  private void reading() {
    var catcher = SessionFieldsContract.class;
    String login = "origin(row, \"login\")";
    String answered = "origin(row, \"answered\")";
    add(catcher, STORE, "columns in order", ":auth_time, :amr", ":amr, :auth_time");
    add(catcher, STORE, "access in order", ":scope, :audience", ":audience, :scope");
    add(catcher, COLUMNS, "some are remembered", "row.getBoolean(\"remembered\")", "false");
    add(catcher, COLUMNS, "some are not", "row.getBoolean(\"remembered\")", "true");
    add(catcher, COLUMNS, "nothing is no method", ".filter(method -> !method.isEmpty())", "");
    add(catcher, COLUMNS, "never is not 1970", "row.wasNull() ?", "false ?");
    add(catcher, COLUMNS, "a login's origin is the login's", login, answered);
    add(catcher, COLUMNS, "an answer's origin is the answer's", answered, login);
  }

  private void transaction() {
    var broken = SqliteFailureTest.class;
    var locked = ForeignLockTest.class;
    add(locked, CONNECTIONS, "the lock comes first", "BEGIN IMMEDIATE", "BEGIN");
    add(locked, CONNECTIONS, "the lock is waited for", "|| !left.isPositive()", "|| true");
    add(broken, CONNECTIONS, "a change is made", "(\"COMMIT\")", "(\"ROLLBACK\")");
    add(broken, CONNECTIONS, "a change that fails is not made", "(\"ROLLBACK\")", "(\"COMMIT\")");
    add(broken, CONNECTIONS, "a change that fails is over", "if (!committed)", "if (false)");
  }
}
