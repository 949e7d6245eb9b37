package dev.rejeton.domain;

/// What an access token may be used for, and where.
///
/// @param scope for what (RFC 6749 §3.3)
/// @param audience where (RFC 8707)
public record Access(Scope scope, Audience audience) {
  /// Some of this access, or what was asked for beyond it.
  public sealed interface NarrowingOutcome {
    record Narrowed(Access access) implements NarrowingOutcome {}

    record Exceeded(Excess excess) implements NarrowingOutcome {}
  }

  /// What was asked for and not granted.
  public enum Excess {
    /// `invalid_scope` (RFC 6749 §5.2).
    SCOPE,
    /// `invalid_target` (RFC 8707 §2).
    RESOURCE
  }

  /// {@return access to the server's own audience}
  public static Access to(Scope scope) {
    return new Access(scope, Audience.OWN);
  }

  /// {@return as much of this as is asked for} Access shrinks and never grows (RFC 6749 §6).
  public NarrowingOutcome narrow(AccessRequest request) {
    if (!scope.contains(request.scope().orElse(scope))) {
      return new NarrowingOutcome.Exceeded(Excess.SCOPE);
    }
    if (!request.resource().stream().allMatch(audience::contains)) {
      return new NarrowingOutcome.Exceeded(Excess.RESOURCE);
    }
    return new NarrowingOutcome.Narrowed(
        new Access(
            request.scope().orElse(scope), request.resource().map(Audience::of).orElse(audience)));
  }
}
