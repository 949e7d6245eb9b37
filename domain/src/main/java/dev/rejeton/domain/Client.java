package dev.rejeton.domain;

import java.util.EnumSet;
import java.util.Set;

/// An OAuth client (RFC 6749 §2), and what the sessions opened through it are granted.
///
/// @param name what people call it
/// @param confidential whether it has a secret to authenticate with (RFC 6749 §2.1)
/// @param grantTypes how it may get tokens at the token endpoint
/// @param access the most that it is granted
/// @param terms how long its tokens and sessions last, where that differs
public record Client(
    ClientId id,
    String name,
    boolean confidential,
    Set<GrantType> grantTypes,
    Access access,
    Terms terms) {
  private static final int MAX_NAME = 128;

  public Client {
    name = Text.clean(name, MAX_NAME).strip();
    grantTypes = Set.copyOf(grantTypes);
  }

  /// {@return the client that the server's own app is} Public, and with nothing of its own.
  public static Client firstParty(ClientId id, Scope scope) {
    var all = EnumSet.allOf(GrantType.class);
    return new Client(id, "the server's own app", false, all, Access.to(scope), Terms.SERVERS);
  }
}
