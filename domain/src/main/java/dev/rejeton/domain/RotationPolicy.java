package dev.rejeton.domain;

import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Manner;
import dev.rejeton.domain.RotationOutcome.Refused;
import dev.rejeton.domain.RotationOutcome.Reused;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Decides what becomes of a refresh token (RFC 9700 §4.14.2). A token is replaced when it is used,
/// unless a refresh gave it a moment ago; one that comes back after it was replaced is the mark of
/// theft, unless its holder may have lost the answer, or is only a moment late.
///
/// @param timeouts how long tokens and sessions last
/// @param gracePeriod how long after the answer to a refresh everyone concerned gets it again
/// @param recoveryWindow how long after a rotation the previous token can still be recovered from
/// @param recoveryLimit how many recoveries one generation has
/// @param reuseAction what a reuse ends
/// @param restoredSessions what to do with tokens newer than their row
public record RotationPolicy(
    Timeouts timeouts,
    Duration gracePeriod,
    Duration recoveryWindow,
    int recoveryLimit,
    ReuseAction reuseAction,
    RestoredSessions restoredSessions) {

  private static final Duration LONGEST_GRACE = Duration.ofSeconds(60);
  private static final int MOST_RECOVERIES = 100;

  /// An access token's life is cut by up to one part in this many.
  private static final int JITTER = 20;

  public RotationPolicy {
    if (gracePeriod.isNegative() || gracePeriod.compareTo(LONGEST_GRACE) > 0) {
      throw new IllegalArgumentException("the grace period is from 0 to 60 seconds");
    }
    if (gracePeriod.multipliedBy(2).compareTo(timeouts.accessToken()) >= 0) {
      throw new IllegalArgumentException(
          "the grace period reaches half of the access token's lifetime");
    }
    if (recoveryWindow.isNegative() || recoveryLimit < 0 || recoveryLimit > MOST_RECOVERIES) {
      throw new IllegalArgumentException(
          "the recovery window is not negative, and the recovery limit is from 0 to 100");
    }
  }

  /// {@return a new session, whose current token is the first of its family}
  public Session open(
      SessionId id, Grant grant, Device device, TokenSalt salt, boolean remember, Instant now) {
    Instant endsAt = now.plus(remember ? timeouts.absolute() : timeouts.unremembered());
    var lifetime = new Lifetime(now, endsAt, now.plus(timeouts.idle()), remember);
    var family = TokenFamily.begin(now, device.loggedInFrom());
    return new Session(id, grant, device, lifetime, salt, family, Optional.empty(), 0);
  }

  /// Decides; the first rule that matches holds. The token's proof has been checked already.
  public RotationOutcome rotate(
      Session session, RefreshToken presented, ClientId client, Origin origin, Instant time) {
    TokenFamily family = session.family();
    Instant now = notBefore(family.answeredAt(), time);
    if (!session.grant().clientId().equals(client)) {
      return new Refused(Refusal.OTHER_CLIENT);
    }
    Optional<Refusal> refusal = session.refusal(now);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    if (family.isAhead(presented)) {
      return restored(session, presented, origin, now);
    }
    if (family.isCurrent(presented)) {
      return isFresh(family, now, time)
          ? new Issued(session, Manner.RETRIED)
          : rotated(session, presented, Manner.ROTATED, origin, now);
    }
    // A retry before a recovery: the other way round, two tabs would displace each other.
    if (family.isPrevious(presented) && isRetry(family, now)) {
      return new Issued(session, Manner.RETRIED);
    }
    if (family.isPrevious(presented) && isRecoverable(family, now)) {
      return new Issued(session.recovered(family.recover(now, origin)), Manner.RECOVERED);
    }
    return reused(session, presented, origin, now);
  }

  /// {@return when an access token given now with the session's current refresh token expires} The
  /// same for every retry of one answer, and never after the session's end, idle or absolute. Up to
  /// 5 % is taken off, so that the clients of one moment do not all come back at one moment.
  public Instant accessTokenExpiry(Session session, Instant now) {
    long slack = timeouts.accessToken().toSeconds() / JITTER;
    int name = Objects.hash(session.id().value(), session.family().generation());
    long jitter = Math.floorMod((long) name, slack + 1);
    // Counted from now if the clock that gave the answer was ahead.
    Instant from = earlier(session.family().answeredAt(), now);
    Instant expiry = from.plus(timeouts.accessToken()).minusSeconds(jitter);
    return earlier(expiry, session.lifetime().idleAt());
  }

  private RotationOutcome restored(
      Session session, RefreshToken presented, Origin origin, Instant now) {
    return switch (restoredSessions) {
      case ACCEPT -> rotated(session, presented, Manner.RESTORED, origin, now);
      case REFUSE -> new Refused(Refusal.NEWER_THAN_STORED);
    };
  }

  private RotationOutcome rotated(
      Session session, RefreshToken presented, Manner manner, Origin origin, Instant now) {
    TokenFamily advanced = session.family().advance(presented, now, origin);
    return new Issued(session.rotated(advanced, now.plus(timeouts.idle())), manner);
  }

  /// Whether a refresh gave the current token so lately that its predecessor may still be on the
  /// way: a tab that is quicker than the others must not leave them two generations behind.
  private boolean isFresh(TokenFamily family, Instant now, Instant time) {
    // A clock that was far ahead and is put right must not stop rotation until it is caught up.
    boolean wasAhead = !time.isAfter(family.answeredAt().minus(gracePeriod));
    return family.generation() > 0 && isRetry(family, now) && !wasAhead;
  }

  private boolean isRetry(TokenFamily family, Instant now) {
    return now.isBefore(family.answeredAt().plus(gracePeriod));
  }

  private boolean isRecoverable(TokenFamily family, Instant now) {
    return !family.confirmed()
        && family.recoveries() < recoveryLimit
        && now.isBefore(family.rotatedAt().plus(recoveryWindow));
  }

  private RotationOutcome reused(
      Session session, RefreshToken presented, Origin origin, Instant now) {
    TokenFamily family = session.family();
    Reuse.Kind kind =
        family.isPrevious(presented)
            ? Reuse.Kind.RECENT
            : family.isDisplaced(presented) ? Reuse.Kind.SUPERSEDED : Reuse.Kind.STALE;
    Duration age = Duration.between(family.answeredAt(), now);
    var reuse = new Reuse(kind, presented, age, family.answeredTo(), origin);
    var revocation = new Revocation(now, Revocation.Reason.REUSE_DETECTED, origin);
    return switch (reuseAction) {
      case OBSERVE -> new Reused(session, reuse);
      case SESSION, USER -> new Reused(session.revoke(revocation), reuse);
    };
  }

  /// A clock that steps back neither resurrects nor kills: time does not run behind the last
  /// answer.
  private static Instant notBefore(Instant earliest, Instant time) {
    return time.isBefore(earliest) ? earliest : time;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
