package dev.rejeton.history;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Refused;
import dev.rejeton.domain.RotationOutcome.Reused;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Session;
import dev.rejeton.history.Answer.Done;
import dev.rejeton.history.Answer.Found;
import dev.rejeton.history.Request.Call.Acknowledge;
import dev.rejeton.history.Request.Call.Authenticate;
import dev.rejeton.history.Request.Call.LogOutEverywhere;
import dev.rejeton.history.Request.Call.Plain;
import dev.rejeton.history.Request.Call.Refresh;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a session's row would be, and would answer, if calls came one at a time: the domain, and
/// nothing between it and the caller.
///
/// @param session none once it was purged
/// @param seen the refresh token whose access token was last seen at work while it was current
record Row(Optional<Session> session, Optional<RefreshToken> seen) {

  private static final Row GONE = new Row(Optional.empty(), Optional.empty());
  private static final Answer YES = new Done(true);
  private static final Answer NO = new Done(false);

  /// What a call is answered, and the row after it.
  record Step(Answer answer, Row next) {}

  static Row of(Session opened) {
    return new Row(Optional.of(opened), Optional.empty());
  }

  /// {@return what may come of a request} More than one step only where a confirmation may be lost.
  List<Step> steps(Request request, RotationPolicy policy) {
    Instant now = request.now();
    return switch (request.call()) {
      case Refresh(RefreshToken token) -> List.of(refresh(token, request, policy));
      case Authenticate(RefreshToken givenWith, Instant expiresAt) ->
          List.of(now.isBefore(expiresAt) ? authenticate(givenWith, now) : found(Optional.empty()));
      case Acknowledge(RefreshToken givenWith, Instant expiresAt) ->
          List.of(now.isBefore(expiresAt) ? acknowledge(givenWith, now) : new Step(NO, this));
      case LogOutEverywhere(Session own) ->
          List.of(own.isLive(now) ? done(ended(Reason.LOGOUT, request)) : new Step(NO, this));
      case Plain.LOOK -> List.of(found(session));
      case Plain.LOG_OUT -> List.of(done(ended(Reason.LOGOUT, request)));
      case Plain.REVOKE -> {
        Row ended = ended(Reason.ENDED_BY_OPERATOR, request);
        yield List.of(new Step(ended.equals(this) ? NO : YES, ended));
      }
      case Plain.DISABLE_USER -> List.of(done(ended(Reason.USER_DISABLED, request)));
      case Plain.STORE_CONFIRMATIONS ->
          Stream.concat(confirmed().stream(), Stream.of(this)).map(Row::done).toList();
      case Plain.PURGE -> List.of(done(isOverBefore(now.minus(Server.RETENTION)) ? GONE : this));
    };
  }

  private static Step done(Row next) {
    return new Step(YES, next);
  }

  private Step found(Optional<Session> answer) {
    return new Step(new Found(answer), this);
  }

  private Step refused(Row next, Optional<Refusal> reason) {
    return new Step(new Answer.Refused(reason), next);
  }

  private Row with(Session next) {
    return new Row(Optional.of(next), seen);
  }

  private Step refresh(RefreshToken token, Request request, RotationPolicy policy) {
    if (session.isEmpty()) {
      return refused(this, Optional.empty());
    }
    Session stored = session.get();
    Instant now = request.now();
    return switch (policy.rotate(stored, token, stored.grant().clientId(), request.origin(), now)) {
      case Issued(Session next, var manner) -> {
        Instant expiresAt = policy.accessTokenExpiry(next, now);
        yield new Step(new Answer.Issued(next.currentToken(), expiresAt, next), with(next));
      }
      case Reused(Session next, var reuse) ->
          refused(with(next), Optional.of(Refusal.REUSE_DETECTED));
      case Refused(Refusal reason) -> refused(this, Optional.of(reason));
    };
  }

  private Step authenticate(RefreshToken givenWith, Instant now) {
    Optional<Session> live = session.filter(stored -> stored.honours(givenWith, now));
    boolean isNews = live.filter(stored -> stored.currentToken().equals(givenWith)).isPresent();
    return new Step(new Found(live), isNews ? new Row(session, Optional.of(givenWith)) : this);
  }

  /// The log of denials says what the row says.
  private Step acknowledge(RefreshToken givenWith, Instant now) {
    Step step = authenticate(givenWith, now);
    return new Step(step.answer().equals(new Found(Optional.empty())) ? NO : YES, step.next());
  }

  private Row ended(Reason reason, Request request) {
    var because = new Revocation(request.now(), reason, request.origin());
    return session.map(stored -> with(stored.revoke(because))).orElse(this);
  }

  /// {@return the row with what was seen stored} Not stored is right as well: another call may have
  /// taken it along, or the session may have moved.
  private Optional<Row> confirmed() {
    return session
        .filter(stored -> stored.revocation().isEmpty() && !stored.family().confirmed())
        .filter(stored -> seen.equals(Optional.of(stored.currentToken())))
        .map(stored -> with(stored.confirm()));
  }

  private boolean isOverBefore(Instant before) {
    return session
        .filter(stored ->
            stored.lifetime().idleAt().isBefore(before)
                || stored.revocation().filter(because -> because.at().isBefore(before)).isPresent())
        .isPresent();
  }
}
