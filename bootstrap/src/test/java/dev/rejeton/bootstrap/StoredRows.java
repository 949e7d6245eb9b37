package dev.rejeton.bootstrap;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What is stored, as another process reads it.
final class StoredRows {
  private StoredRows() {}

  /// {@return every row of the tables}
  static List<String> of(Path directory, String... tables) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection copy =
        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("rejeton.db"))) {
      for (String table : tables) {
        try (var all = copy.createStatement().executeQuery("SELECT * FROM " + table)) {
          while (all.next()) {
            rows.add(table + ": " + row(all));
          }
        }
      }
    }
    return rows;
  }

  private static List<String> row(ResultSet all) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
      values.add(String.valueOf(all.getString(i)));
    }
    return values;
  }
}
