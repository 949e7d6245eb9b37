package canary.adapter.left;

import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.sql.Connection;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.eclipse.jetty.server.Server;
import org.sqlite.SQLiteConfig;

/// Rules 9, 10 and 11: each of these libraries is far from home.
interface Astray {
  record Javalin(io.javalin.Javalin server) {}

  record Servlet(HttpServletRequest request) {}

  record Jetty(Server server) {}

  record JsonBinding(ObjectMapper json) {}

  record JsonStream(JsonFactory json) {}

  record Jdbi(org.jdbi.v3.core.Jdbi database) {}

  record ConnectionPool(HikariConfig pool) {}

  record Sqlite(SQLiteConfig config) {}

  record Jdbc(Connection connection) {}

  record DataSource(javax.sql.DataSource source) {}

  record Jwt(DecodedJWT decoded) {}

  record Mac(javax.crypto.Mac mac) {}

  record Argon2(Argon2BytesGenerator argon2) {}

  record Signature(java.security.Signature signature) {}

  record PrivateKey(java.security.PrivateKey key) {}

  record Curve(ECParameterSpec curve) {}

  record PublicKey(ECPublicKey key) {}
}
