package dev.rejeton.adapter.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Tells whether anything was committed, by whatever process, without a look at the data. SQLite
/// tells a connection of the commits of all others, so this is one that never makes any itself.
final class DataVersion implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement pragma;

  DataVersion(DataSource source) throws SQLException {
    connection = source.getConnection();
    pragma = connection.prepareStatement("PRAGMA data_version");
  }

  /// {@return a number that differs from the last one if anything was committed since}
  synchronized long read() throws SQLException {
    // Left open, it would hold on to the state it read, and the log could not be emptied.
    try (ResultSet row = pragma.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
