package dev.rejeton.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.persistence.Parts.ClientRemovalContract;
import dev.rejeton.adapter.persistence.Parts.ClientSecretsContract;
import dev.rejeton.adapter.persistence.Parts.ClientStoreContract;
import dev.rejeton.adapter.persistence.Parts.DenialLogContract;
import dev.rejeton.adapter.persistence.Parts.KeyStoreContract;
import dev.rejeton.adapter.persistence.Parts.SessionDenialContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every condition of the statements about denials, clients and keys, which are rarely executed, is
/// needed as well.
class RareSqlMutantsTest {
  private static final String STORE = "JdbiSessionStore.java";
  private static final String DENIALS = "JdbiDenialLog.java";
  private static final String DATA_VERSION = "DataVersion.java";
  private static final String CLIENTS = "JdbiClientStore.java";
  private static final String CLIENT_COLUMNS = "ClientColumns.java";
  private static final String KEYS = "JdbiKeyStore.java";

  private final SqlMutants mutants = new SqlMutants();

  @Test
  @Requirement("STO-01")
  void everyMutantIsCaughtAndTheCodeAsItIsIsNot() {
    denying();
    readingDenials();
    clients();
    secrets();
    removingClients();
    keys();
    replacingKeys();

    assertEquals(mutants.unchanged(), mutants.uncaught());
  }

  private void add(Class<?> catcher, String file, String breaks, String is, String becomes) {
    mutants.add(catcher, file, breaks, is, becomes);
  }

  private void denying() {
    var catcher = SessionDenialContract.class;
    String insert = "session.denial().ifPresent(denial -> JdbiDenialLog.insert(handle, denial));";
    String floor = ":floor_generation, :floor_variant";
    add(catcher, STORE, "a change denies", insert, "");
    add(catcher, STORE, "a lost race denies nothing", "if (stored)", "if (stored || true)");
    add(catcher, DENIALS, "floor in order", floor, ":floor_variant, :floor_generation");
    add(catcher, DENIALS, "no floor is not the first token", "row.wasNull() ?", "false ?");
  }

  private void readingDenials() {
    var catcher = DenialLogContract.class;
    String over = "until < :before";
    add(catcher, DENIALS, "the last read is not again", "number > :number", "number >= :number");
    add(catcher, DENIALS, "those before it neither", "number > :number", "(1 OR :number)");
    add(catcher, DENIALS, "what is over is not read", "until > :now", "(1 OR :now)");
    add(catcher, DENIALS, "nor is it at that instant", "until > :now", "until >= :now");
    add(catcher, DENIALS, "as they were added", "BY number LIMIT", "BY number DESC LIMIT");
    add(catcher, DENIALS, "no more are read", "number LIMIT :", "number LIMIT 2 * :");
    add(catcher, DENIALS, "it is not yet at that instant", over, "until <= :before");
    add(catcher, DENIALS, "what is not over is kept", over, "(1 OR :before)");
    add(catcher, DENIALS, "no more are forgotten", over + " LIMIT", over + " LIMIT 2 *");
    add(catcher, DENIALS, "only those are forgotten", "WHERE number IN", "WHERE 1 OR number IN");
    add(catcher, DENIALS, "the mark differs", "connections.dataVersion()", "0");
    add(catcher, DATA_VERSION, "after any commit", "PRAGMA data_version", "PRAGMA schema_version");
  }

  private void clients() {
    var catcher = ClientStoreContract.class;
    String found = "\"SELECT * FROM client WHERE id = :id\"";
    String timeouts = ":idle_timeout, :absolute_timeout";
    add(catcher, CLIENTS, "access in order", ":scope, :audience", ":audience, :scope");
    add(catcher, CLIENTS, "terms in order", timeouts, ":absolute_timeout, :idle_timeout");
    add(catcher, CLIENTS, "an id is taken once", "ON CONFLICT DO NOTHING", "");
    add(catcher, CLIENTS, "one is found", found, found.replace("id = :id", "(1 OR :id)"));
    add(catcher, CLIENTS, "as it is written", found, found.replace(":id", ":id COLLATE NOCASE"));
    add(catcher, CLIENTS, "all by id", "ORDER BY id", "ORDER BY id DESC");
    add(catcher, CLIENT_COLUMNS, "nothing is no grant", ".filter(word -> !word.isEmpty())", "");
    add(catcher, CLIENT_COLUMNS, "no term is not zero", "row.wasNull() ?", "false ?");
    add(catcher, CLIENT_COLUMNS, "the second is the older", "skip(1)", "skip(0)");
    var rare = JdbiClientStoreTest.class;
    add(rare, CLIENT_COLUMNS, "a third is refused", "MOST_SECRETS = 2", "MOST_SECRETS = 3");
  }

  private void secrets() {
    var catcher = ClientSecretsContract.class;
    for (String secret : List.of("secret_hash", "older_secret_hash")) {
      // The newest follows the word SET, the older one a comma.
      String set = secret.equals("secret_hash") ? "SET " : ", ";
      String is = "%1$s%2$s = :%2$s".formatted(set, secret);
      String becomes = "%1$s%2$s = iif(0, :%2$s, %2$s)".formatted(set, secret);
      add(catcher, CLIENTS, secret + " is replaced", is, becomes);
      String before = "AND %1$s IS :before_%1$s".formatted(secret);
      String any = "AND (1 OR :before_%s)".formatted(secret);
      add(catcher, CLIENTS, secret + " must be the same", before, any);
      add(catcher, CLIENTS, secret + " may be none", before, before.replace("IS", "="));
    }
    add(catcher, CLIENTS, "one's are replaced", "WHERE id = :id AND", "WHERE (1 OR :id) AND");
  }

  private void removingClients() {
    var catcher = ClientRemovalContract.class;
    String delete = "DELETE FROM client WHERE ";
    String own = "client_id = :client_id AND";
    add(catcher, CLIENTS, "one is removed", delete + "id = :id", delete + "(1 OR :id)");
    add(catcher, CLIENTS, "its sessions end", "if (removed)", "if (false)");
    add(catcher, CLIENTS, "nobody's do if there was none", "if (removed)", "if (true)");
    add(catcher, STORE, "no others do", own, "(1 OR :client_id) AND");
  }

  private void keys() {
    var catcher = KeyStoreContract.class;
    String once = " ON CONFLICT DO NOTHING";
    String masterKey = ":fingerprint, :created_at)";
    String key = ":jwk, :sealed)";
    add(catcher, KEYS, "an id is taken once", masterKey + once, masterKey);
    add(catcher, KEYS, "a number is given once", key + once, key);
    add(catcher, KEYS, "parts in order", key, ":sealed, :jwk)");
    add(
        catcher,
        KEYS,
        "times in order",
        ":published_at, :signs_from",
        ":signs_from, :published_at");
    add(catcher, KEYS, "master keys by id", "ORDER BY id", "ORDER BY id DESC");
    add(catcher, KEYS, "keys by number", "ORDER BY number", "ORDER BY number DESC");
  }

  private void replacingKeys() {
    var catcher = KeyStoreContract.class;
    for (String column : List.of("published_at", "signs_from", "retired_at", "jwk", "sealed")) {
      String is = "%1$s = :%1$s".formatted(column);
      String becomes = "%1$s = iif(0, :%1$s, %1$s)".formatted(column);
      add(catcher, KEYS, column + " is replaced", is, becomes);
      String same = column.equals("retired_at") ? " IS :before_" : " = :before_";
      String any = "(1 OR :before_%s)".formatted(column);
      add(catcher, KEYS, column + " must be the same", column + same + column, any);
    }
    String number = "number = :before_number";
    add(catcher, KEYS, "one is replaced", number, "(1 OR :before_number)");
    add(catcher, KEYS, "what is not retired may be", "retired_at IS :", "retired_at = :");
  }
}
