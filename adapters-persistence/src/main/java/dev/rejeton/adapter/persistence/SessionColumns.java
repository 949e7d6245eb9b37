package dev.rejeton.adapter.persistence;

import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Lifetime;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenFamily;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// A session as a row.
final class SessionColumns implements RowMapper<Session> {
  static <S extends SqlStatement<S>> S bind(S statement, Session session) {
    Grant grant = session.grant();
    Lifetime lifetime = session.lifetime();
    Device device = session.device();
    return bindChanging(statement, session)
        .bind("user_id", grant.userId().value())
        .bind("client_id", grant.clientId().value())
        .bind("scope", grant.access().scope().toString())
        .bind("audience", grant.access().audience().toString())
        .bind("auth_time", grant.authentication().time().toEpochMilli())
        .bind("amr", String.join(" ", grant.authentication().methods()))
        .bind("device_name", device.name())
        .bind("login_ip_address", device.loggedInFrom().ipAddress())
        .bind("login_user_agent", device.loggedInFrom().userAgent())
        .bind("created_at", lifetime.createdAt().toEpochMilli())
        .bind("ends_at", lifetime.endsAt().toEpochMilli())
        .bind("remembered", lifetime.remembered())
        .bind("salt_key_id", session.salt().keyId())
        .bind("salt_bits", session.salt().bits());
  }

  /// Binds the id, the version, and whatever differs from the version before.
  static <S extends SqlStatement<S>> S bindChanging(S statement, Session session) {
    TokenFamily family = session.family();
    Optional<Revocation> revocation = session.revocation();
    return statement
        .bind("id", session.id().value())
        .bind("idle_at", session.lifetime().idleAt().toEpochMilli())
        .bind("generation", family.generation())
        .bind("variant", family.variant())
        .bind("previous_variant", family.previousVariant())
        .bind("rotated_at", family.rotatedAt().toEpochMilli())
        .bind("answered_ip_address", family.answeredTo().ipAddress())
        .bind("answered_user_agent", family.answeredTo().userAgent())
        .bind("recovered_at", family.recoveredAt().map(Instant::toEpochMilli))
        .bind("recoveries", family.recoveries())
        .bind("confirmed", family.confirmed())
        .bind("floor_generation", family.floorGeneration())
        .bind("floor_variant", family.floorVariant())
        .bind("revoked_at", revocation.map(because -> because.at().toEpochMilli()))
        .bind("revocation_reason", revocation.map(because -> because.reason().name()))
        .bind("revocation_ip_address", revocation.map(because -> because.origin().ipAddress()))
        .bind("revocation_user_agent", revocation.map(because -> because.origin().userAgent()))
        .bind("version", session.version());
  }

  @Override
  public Session map(ResultSet row, StatementContext context) throws SQLException {
    return new Session(
        new SessionId(row.getString("id")),
        grant(row),
        new Device(row.getString("device_name"), origin(row, "login")),
        lifetime(row),
        new TokenSalt(row.getInt("salt_key_id"), row.getString("salt_bits")),
        family(row),
        revocation(row),
        row.getInt("version"));
  }

  private static Lifetime lifetime(ResultSet row) throws SQLException {
    return new Lifetime(
        instant(row, "created_at"),
        instant(row, "ends_at"),
        instant(row, "idle_at"),
        row.getBoolean("remembered"));
  }

  private static Grant grant(ResultSet row) throws SQLException {
    List<String> methods =
        Stream.of(row.getString("amr").split(" ")).filter(method -> !method.isEmpty()).toList();
    return new Grant(
        new UserId(row.getString("user_id")),
        new ClientId(row.getString("client_id")),
        access(row),
        new Authentication(instant(row, "auth_time"), methods));
  }

  /// {@return the access in the columns `scope` and `audience`}
  static Access access(ResultSet row) throws SQLException {
    return new Access(
        Scope.parse(row.getString("scope")), Audience.parse(row.getString("audience")));
  }

  private static TokenFamily family(ResultSet row) throws SQLException {
    return new TokenFamily(
        row.getInt("generation"),
        row.getInt("variant"),
        row.getInt("previous_variant"),
        instant(row, "rotated_at"),
        origin(row, "answered"),
        optionalInstant(row, "recovered_at"),
        row.getInt("recoveries"),
        row.getBoolean("confirmed"),
        row.getInt("floor_generation"),
        row.getInt("floor_variant"));
  }

  private static Optional<Revocation> revocation(ResultSet row) throws SQLException {
    Optional<Instant> at = optionalInstant(row, "revoked_at");
    if (at.isEmpty()) {
      return Optional.empty();
    }
    var reason = Revocation.Reason.valueOf(row.getString("revocation_reason"));
    return Optional.of(new Revocation(at.get(), reason, origin(row, "revocation")));
  }

  private static Origin origin(ResultSet row, String whose) throws SQLException {
    return new Origin(row.getString(whose + "_ip_address"), row.getString(whose + "_user_agent"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
    Instant instant = instant(row, column);
    return row.wasNull() ? Optional.empty() : Optional.of(instant);
  }
}
