package dev.rejeton.adapter.terminal;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Exceeded;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/// Reads refresh tokens, one a line, and answers each with two new tokens or with why not.
final class RefreshCommand {
  private final Tokens tokens;
  private final Client client;

  RefreshCommand(Tokens tokens, Client client) {
    this.tokens = tokens;
    this.client = client;
  }

  void run(BufferedReader in, Appendable out) throws IOException {
    for (Secret presented : in.lines().map(Secret::new).toList()) {
      out.append(refresh(presented)).append('\n');
    }
  }

  private String refresh(Secret presented) {
    return switch (tokens.refresh(client, presented, AccessRequest.ALL, Origin.UNKNOWN)) {
      case Refreshed(IssuedTokens issued) ->
          issued.accessToken().jwt().reveal() + ' ' + issued.refreshToken().reveal();
      case Refused(Optional<Refusal> reason) ->
          "refused" + reason.map(why -> ": " + why).orElse("");
      case Exceeded exceeded -> throw new AssertionError(exceeded);
    };
  }
}
