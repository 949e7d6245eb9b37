package dev.rejeton.bootstrap;

import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Terms;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// What `rejeton client add` says of a client. The command line writes the fields.
final class ClientOptions {
  @Option(names = "--name", paramLabel = "NAME", description = "what people call it")
  private String name = "";

  @Option(
      names = "--confidential",
      description = "it can keep a secret: a server, not a page or an app")
  private boolean confidential;

  @Option(
      names = "--grant",
      paramLabel = "GRANT",
      split = ",",
      description = "how it gets tokens: refresh_token, password (default: refresh_token)")
  private Set<GrantType> grantTypes = EnumSet.of(GrantType.REFRESH_TOKEN);

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "the most it is granted, separated by spaces (default: nothing)")
  private Scope scope = Scope.parse("");

  @Option(
      names = "--audience",
      paramLabel = "URLS",
      description = "whom its tokens are for, separated by spaces (default: the server's)")
  private Audience audience = Audience.OWN;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "strict, balanced or mobile (default: the server's)")
  private Optional<Profile> profile = Optional.empty();

  @Option(
      names = "--access-token-lifetime",
      paramLabel = "TIME",
      description = "shorter than the server's")
  private Optional<Duration> accessToken = Optional.empty();

  @Option(names = "--idle-timeout", paramLabel = "TIME", description = "shorter than the server's")
  private Optional<Duration> idle = Optional.empty();

  @Option(
      names = "--absolute-timeout",
      paramLabel = "TIME",
      description = "shorter than the server's")
  private Optional<Duration> absolute = Optional.empty();

  Client client(ClientId id) {
    var terms = new Terms(profile, accessToken, idle, absolute);
    return new Client(id, name, confidential, grantTypes, new Access(scope, audience), terms);
  }
}
