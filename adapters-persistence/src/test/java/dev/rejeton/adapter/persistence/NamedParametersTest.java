package dev.rejeton.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedParametersTest {

  @Test
  void areFoundOutsideOfQuotesOnly(@TempDir Path directory) {
    try (var connections =
        SqliteDatabase.connect(directory.resolve("rejeton.db"), 1, Duration.ZERO)) {
      String answer =
          connections.read(handle ->
              handle
                  .createQuery("SELECT ':a' || :a || 'it''s :b' || :b_1||:a || '<c> {d} \\'")
                  .bind("a", "1")
                  .bind("b_1", "2")
                  .mapTo(String.class)
                  .one());

      assertEquals(":a1it's :b21<c> {d} \\", answer);
    }
  }
}
