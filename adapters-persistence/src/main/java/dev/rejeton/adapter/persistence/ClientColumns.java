package dev.rejeton.adapter.persistence;

import static java.util.stream.Collectors.joining;

import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.SecretHash;
import dev.rejeton.domain.Terms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// A client and its secrets as a row.
final class ClientColumns implements RowMapper<Registration> {
  private static final int MOST_SECRETS = 2;

  static <S extends SqlStatement<S>> S bind(S statement, Registration registration) {
    Client client = registration.client();
    Terms terms = client.terms();
    String grantTypes =
        client.grantTypes().stream().sorted().map(GrantType::name).collect(joining(" "));
    return bind(statement, "", registration.secrets())
        .bind("id", client.id().value())
        .bind("name", client.name())
        .bind("confidential", client.confidential())
        .bind("grant_types", grantTypes)
        .bind("scope", client.access().scope().toString())
        .bind("audience", client.access().audience().toString())
        .bind("profile", terms.profile().map(Profile::name))
        .bind("access_token_life", terms.accessToken().map(Duration::toMillis))
        .bind("idle_timeout", terms.idle().map(Duration::toMillis))
        .bind("absolute_timeout", terms.absolute().map(Duration::toMillis))
        .bind("created_at", registration.createdAt().toEpochMilli());
  }

  /// Binds the secrets under their names, with something before each.
  ///
  /// @throws IllegalArgumentException if there are more than a row has room for
  static <S extends SqlStatement<S>> S bind(S statement, String prefix, List<SecretHash> secrets) {
    if (secrets.size() > MOST_SECRETS) {
      throw new IllegalArgumentException("a client has two secrets at most");
    }
    List<String> hashes = secrets.stream().map(SecretHash::value).toList();
    return statement
        .bind(prefix + "secret_hash", hashes.stream().findFirst())
        .bind(prefix + "older_secret_hash", hashes.stream().skip(1).findFirst());
  }

  @Override
  public Registration map(ResultSet row, StatementContext context) throws SQLException {
    var client =
        new Client(
            new ClientId(row.getString("id")),
            row.getString("name"),
            row.getBoolean("confidential"),
            grantTypes(row),
            SessionColumns.access(row),
            terms(row));
    List<SecretHash> secrets =
        Stream.of(text(row, "secret_hash"), text(row, "older_secret_hash"))
            .flatMap(Optional::stream)
            .map(SecretHash::new)
            .toList();
    return new Registration(client, secrets, Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static Set<GrantType> grantTypes(ResultSet row) throws SQLException {
    return Stream.of(row.getString("grant_types").split(" "))
        .filter(word -> !word.isEmpty())
        .map(GrantType::valueOf)
        .collect(Collectors.toSet());
  }

  private static Terms terms(ResultSet row) throws SQLException {
    return new Terms(
        text(row, "profile").map(Profile::valueOf),
        duration(row, "access_token_life"),
        duration(row, "idle_timeout"),
        duration(row, "absolute_timeout"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Duration> duration(ResultSet row, String column) throws SQLException {
    var duration = Duration.ofMillis(row.getLong(column));
    return row.wasNull() ? Optional.empty() : Optional.of(duration);
  }
}
