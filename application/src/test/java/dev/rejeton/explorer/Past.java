package dev.rejeton.explorer;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Session;
import dev.rejeton.explorer.Server.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a memory without bounds would know of the stored session. It can say what each token must
/// be answered with; the one row that is really kept has to say the same.
///
/// @param given every token that was given, once each, in order
/// @param confirmed the last one that was stored as seen at work
/// @param backups what was stored before
record Past(List<Given> given, Optional<RefreshToken> confirmed, List<Backup> backups) {
  /// @param by the token for which it was given; none at the login
  /// @param first when it was given first
  record Given(RefreshToken token, Optional<RefreshToken> by, Instant first) {}

  record Backup(Session session, Session other, Past past) {}

  Past with(RefreshToken answer, RefreshToken to, Instant read) {
    boolean isNew = !answer.equals(newest().token());
    var next = new Given(answer, Optional.of(to), time(read));
    return isNew ? new Past(State.plus(given, next), confirmed, backups) : this;
  }

  Past with(Backup backup) {
    return new Past(given, confirmed, State.plus(backups, backup));
  }

  Past confirm() {
    return new Past(given, Optional.of(newest().token()), backups);
  }

  Given newest() {
    return given.getLast();
  }

  /// {@return a time read from the clock, which does not run behind the last answer}
  Instant time(Instant read) {
    return read.isBefore(newest().first()) ? newest().first() : read;
  }

  Instant generationBegan() {
    int generation = newest().token().generation();
    return given.stream()
        .filter(each -> each.token().generation() == generation)
        .findFirst()
        .orElseThrow()
        .first();
  }

  Result foretell(RotationPolicy policy, Session row, RefreshToken presented, Instant read) {
    Instant now = time(read);
    RefreshToken newest = newest().token();
    Optional<Refusal> over = over(row, now);
    if (over.isPresent()) {
      return new Result.Refused(over, false);
    }
    if (isAhead(presented, newest)) {
      return policy.restoredSessions() == RestoredSessions.ACCEPT
          ? new Result.Given(next(presented))
          : new Result.Refused(Optional.of(Refusal.NEWER_THAN_STORED), false);
    }
    boolean isInGrace = now.isBefore(newest().first().plus(policy.gracePeriod()));
    boolean isPrevious = newest().by().equals(Optional.of(presented));
    if (presented.equals(newest)) {
      boolean wasAhead = !read.isAfter(newest().first().minus(policy.gracePeriod()));
      boolean isFresh = newest().by().isPresent() && isInGrace && !wasAhead;
      return new Result.Given(isFresh ? newest : next(newest));
    }
    if (isPrevious && isInGrace) {
      return new Result.Given(newest);
    }
    if (isPrevious && isRecoverable(policy, now)) {
      return new Result.Given(sibling(newest));
    }
    return new Result.Refused(Optional.of(Refusal.REUSE_DETECTED), true);
  }

  /// {@return why the session is over, if it is}
  static Optional<Refusal> over(Session row, Instant now) {
    if (row.revocation().isPresent()) {
      boolean reuse = row.revocation().get().reason() == Reason.REUSE_DETECTED;
      return Optional.of(reuse ? Refusal.REUSE_DETECTED : Refusal.REVOKED);
    }
    if (!now.isBefore(row.lifetime().endsAt())) {
      return Optional.of(Refusal.EXPIRED);
    }
    return now.isBefore(row.lifetime().idleAt()) ? Optional.empty() : Optional.of(Refusal.IDLE);
  }

  /// Whether a recovery displaced the token, or two rotations came after it.
  boolean isOffTheLine(RefreshToken token) {
    RefreshToken newest = newest().token();
    return !isAhead(token, newest)
        && !token.equals(newest)
        && !newest().by().equals(Optional.of(token));
  }

  private static boolean isAhead(RefreshToken token, RefreshToken newest) {
    return token.generation() > newest.generation()
        || (token.generation() == newest.generation() && token.variant() > newest.variant());
  }

  private boolean isRecoverable(RotationPolicy policy, Instant now) {
    RefreshToken newest = newest().token();
    return !confirmed.equals(Optional.of(newest))
        && newest.variant() < policy.recoveryLimit()
        && now.isBefore(generationBegan().plus(policy.recoveryWindow()));
  }

  private static RefreshToken next(RefreshToken token) {
    return new RefreshToken(token.sessionId(), token.generation() + 1, 0);
  }

  private static RefreshToken sibling(RefreshToken token) {
    return new RefreshToken(token.sessionId(), token.generation(), token.variant() + 1);
  }
}
