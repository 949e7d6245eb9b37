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

  /// {@return every row of every table}
  static List<String> all(Path directory) throws SQLException {
    return of(directory, tables(directory).toArray(String[]::new));
  }

  private static List<String> tables(Path directory) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection copy = open(directory);
        var tables = copy.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static Connection open(Path directory) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("rejeton.db"));
  }

  /// {@return every row of the tables}
  static List<String> of(Path directory, String... tables) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection copy = open(directory)) {
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
