package dev.rejeton.bootstrap;

import dev.rejeton.bootstrap.TestClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// A resource server of Spring Boot's, as it comes: its own filters, its own Tomcat, and what its
/// properties tell it.
final class SpringApi implements AutoCloseable {
  private static final String PROPERTIES = "spring.security.oauth2.resourceserver.";

  private final ConfigurableApplicationContext context;
  private final TestClient client;

  record Caller(String name, List<String> authorities) {}

  /// All that there is to write where access tokens are of type JWT, or opaque.
  @SpringBootConfiguration
  @EnableAutoConfiguration
  @EnableMethodSecurity
  @RestController
  static class Application {
    @GetMapping("/caller")
    Caller caller(Authentication caller) {
      return new Caller(
          caller.getName(),
          caller.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList());
    }

    @GetMapping("/reports")
    @PreAuthorize("hasAuthority('SCOPE_reports:read')")
    List<String> reports() {
      return List.of();
    }
  }

  /// What there is to write besides where they are of type at+jwt (RFC 9068 §2.1).
  static class AccessTokenType {
    @Bean
    JwtTypeValidator accessTokenType() {
      return new JwtTypeValidator("at+jwt");
    }
  }

  SpringApi(Map<String, String> properties, Class<?>... more) {
    var application =
        new SpringApplication(
            Stream.concat(Stream.of(Application.class), Stream.of(more)).toArray(Class<?>[]::new));
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    Stream<String> own = Stream.of("--server.address=127.0.0.1", "--server.port=0");
    Stream<String> theirs =
        properties.entrySet().stream()
            .map(property -> "--" + PROPERTIES + property.getKey() + "=" + property.getValue());
    this.context = application.run(Stream.concat(own, theirs).toArray(String[]::new));
    this.client =
        new TestClient(
            context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  Answer caller(String accessToken) {
    return client.with("GET", "/caller", accessToken);
  }

  Answer reports(String accessToken) {
    return client.with("GET", "/reports", accessToken);
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
