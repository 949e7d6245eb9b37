package dev.rejeton.mutation;

import java.util.ArrayList;
import java.util.List;

/// Every row of the decision table, the guards of the domain, every condition of the loop and of
/// the compare-and-set, broken one at a time.
final class Mutants {
  private static final String EXPLORER = "dev.rejeton.explorer.Verdict";
  private static final String DOMAIN = "domain/src/main/java/dev/rejeton/domain/";
  private static final String SERVICES = "application/src/main/java/dev/rejeton/application/";
  private static final String STORES =
      "application/src/test/java/dev/rejeton/application/port/out/";

  private final List<Mutant> mutants = new ArrayList<>();

  static List<Mutant> all() {
    var all = new Mutants();
    all.rows();
    all.windows();
    all.family();
    all.session();
    all.loop();
    all.compareAndSet();
    all.denials();
    all.access();
    all.clients();
    all.keys();
    return all.mutants;
  }

  /// For the explorer to catch.
  private void add(String file, String breaks, String is, String becomes) {
    add(file, breaks, is, becomes, EXPLORER);
  }

  /// For a class of tests to catch: too deep for the explorer, or guarded twice.
  private void add(String file, String breaks, String is, String becomes, String catcher) {
    mutants.add(new Mutant(file, breaks, is, becomes, catcher));
  }

  private void rows() {
    String policy = DOMAIN + "RotationPolicy.java";
    add(
        SERVICES + "TokenService.java",
        "row 0: the proof is asked for",
        ".filter(session -> refreshTokens.isGenuine(request.presented(), token, session.salt()));",
        ";");
    add(
        policy,
        "row 1: a token is its client's",
        "if (!session.grant().clientId().equals(client)) {",
        "if (false) {");
    add(policy, "row 2: what is over stays over", "if (refusal.isPresent()) {", "if (false) {");
    add(
        policy,
        "row 3: newer tokens are known",
        "if (family.isAhead(presented)) {",
        "if (false) {");
    add(
        policy,
        "row 3: accepted by policy",
        "case ACCEPT -> rotated(session, presented, Manner.RESTORED, origin, now);",
        "case ACCEPT -> new Refused(Refusal.NEWER_THAN_STORED);");
    add(
        policy,
        "row 3: refused by policy",
        "case REFUSE -> new Refused(Refusal.NEWER_THAN_STORED);",
        "case REFUSE -> rotated(session, presented, Manner.RESTORED, origin, now);",
        EXPLORER + "$Refusing");
    add(
        policy,
        "row 4: the current token is replaced",
        "if (family.isCurrent(presented)) {",
        "if (false) {");
    add(
        policy,
        "row 5: a retry is answered",
        "if (family.isPrevious(presented) && isRetry(family, now)) {",
        "if (false) {");
    add(
        policy,
        "row 5: only the previous token is a retry",
        "if (family.isPrevious(presented) && isRetry(family, now)) {",
        "if (isRetry(family, now)) {");
    add(
        policy,
        "row 5: the current token is not replaced at once again",
        "return isFresh(family, now, time) ?",
        "return false ?");
    add(
        policy,
        "row 5: only within the grace period",
        "if (family.isPrevious(presented) && isRetry(family, now)) {",
        "if (family.isPrevious(presented)) {");
    add(
        policy,
        "row 6: a recovery has a grace period",
        "return now.isBefore(family.answeredAt().plus(gracePeriod));",
        "return now.isBefore(family.rotatedAt().plus(gracePeriod));");
    add(
        policy,
        "row 6 before row 7",
        "if (family.isPrevious(presented) && isRetry(family, now)) {",
        "if (family.isPrevious(presented) && isRetry(family, now) && family.recoveries() == 0) {");
    add(
        policy,
        "row 7: a lost answer is recovered from",
        "if (family.isPrevious(presented) && isRecoverable(family, now)) {",
        "if (false) {");
    add(
        policy,
        "row 7: only from the previous token",
        "if (family.isPrevious(presented) && isRecoverable(family, now)) {",
        "if (isRecoverable(family, now)) {");
    add(
        policy,
        "row 8: reuse ends the session",
        "case SESSION, USER -> new Reused(session.revoke(revocation), reuse);",
        "case SESSION, USER -> new Reused(session, reuse);");
    add(
        policy,
        "row 8: unless the policy observes",
        "case OBSERVE -> new Reused(session, reuse);",
        "case OBSERVE -> new Reused(session.revoke(revocation), reuse);",
        EXPLORER + "$Observing");
    add(
        policy,
        "row 8: reuse is told from a refusal",
        "return reused(session, presented, origin, now);",
        "return new Refused(Refusal.REUSE_DETECTED);");
    add(
        policy,
        "row 8: the session says why it ended",
        "Revocation.Reason.REUSE_DETECTED",
        "Revocation.Reason.LOGOUT");
  }

  private void windows() {
    String policy = DOMAIN + "RotationPolicy.java";
    add(
        policy,
        "the grace period ends at its end",
        "return now.isBefore(family.answeredAt().plus(gracePeriod));",
        "return !now.isAfter(family.answeredAt().plus(gracePeriod));");
    add(
        policy,
        "confirmation ends recovery",
        "return !family.confirmed() && family.recoveries()",
        "return family.recoveries()");
    add(policy, "recoveries are limited", "&& family.recoveries() < recoveryLimit", "");
    add(
        policy,
        "recoveries are limited to the number",
        "family.recoveries() < recoveryLimit",
        "family.recoveries() <= recoveryLimit");
    add(
        policy,
        "as many recoveries as the limit says",
        "family.recoveries() < recoveryLimit",
        "family.recoveries() < Math.min(recoveryLimit, 2)",
        "dev.rejeton.domain.PreviousTokenTest");
    add(
        policy,
        "the recovery window ends",
        "&& now.isBefore(family.rotatedAt().plus(recoveryWindow))",
        "");
    add(
        policy,
        "the recovery window ends at its end",
        "&& now.isBefore(family.rotatedAt().plus(recoveryWindow))",
        "&& !now.isAfter(family.rotatedAt().plus(recoveryWindow))");
    add(
        policy,
        "the recovery window begins at the rotation",
        "family.rotatedAt().plus(recoveryWindow)",
        "family.answeredAt().plus(recoveryWindow)",
        "dev.rejeton.domain.PreviousTokenTest");
    add(
        policy,
        "recoveries are no more than fit in a token",
        "|| recoveryLimit > MOST_RECOVERIES",
        "",
        "dev.rejeton.domain.PoliciesTest");
    add(
        policy,
        "a grace period is less than half an access token's life",
        "if (gracePeriod.multipliedBy(2).compareTo(timeouts.accessToken()) >= 0) {",
        "if (false) {",
        "dev.rejeton.domain.PoliciesTest");
    add(
        policy,
        "a grace period is a minute at most",
        "|| gracePeriod.compareTo(LONGEST_GRACE) > 0",
        "",
        "dev.rejeton.domain.PoliciesTest");
    add(
        policy,
        "a session that is not remembered is short",
        "remember ? timeouts.absolute() : timeouts.unremembered()",
        "timeouts.absolute()",
        "dev.rejeton.domain.EndedSessionTest");
    add(
        policy,
        "a retry keeps the first expiry",
        "Instant from = earlier(session.family().answeredAt(), now);",
        "Instant from = now;",
        "dev.rejeton.domain.AccessTokenExpiryTest");
    add(
        policy,
        "an access token does not outlive its session",
        "return earlier(expiry, session.lifetime().idleAt());",
        "return expiry;",
        "dev.rejeton.domain.AccessTokenExpiryTest");
    add(
        policy,
        "nor the idle end of its session",
        "return earlier(expiry, session.lifetime().idleAt());",
        "return earlier(expiry, session.lifetime().endsAt());",
        "dev.rejeton.domain.AccessTokenExpiryTest");
    add(
        policy,
        "time does not run behind the last answer",
        "return time.isBefore(earliest) ? earliest : time;",
        "return time;");
    add(
        policy,
        "nor behind a recovery",
        "notBefore(family.answeredAt(), time)",
        "notBefore(family.rotatedAt(), time)",
        "dev.rejeton.domain.RotationPolicyTest");
    add(
        policy,
        "the idle end moves with a rotation",
        "session.rotated(advanced, now.plus(timeouts.idle()))",
        "session.rotated(advanced, session.lifetime().idleAt())");
    add(
        DOMAIN + "Lifetime.java",
        "the idle end is not after the absolute end",
        "idleAt = idleAt.isAfter(endsAt) ? endsAt : idleAt;",
        "");
    add(
        DOMAIN + "Lifetime.java",
        "the absolute end stays",
        "return new Lifetime(createdAt, endsAt, later, remembered);",
        "return new Lifetime(createdAt, endsAt.plusSeconds(1), later, remembered);");
  }

  private void family() {
    String family = DOMAIN + "TokenFamily.java";
    add(
        family,
        "the current token is of the current generation",
        "return token.generation() == generation && token.variant() == variant;",
        "return token.variant() == variant;");
    add(
        family,
        "a displaced sibling is not current",
        "return token.generation() == generation && token.variant() == variant;",
        "return token.generation() == generation;");
    add(
        family,
        "the previous token is one generation old",
        "return token.generation() == generation - 1 && token.variant() == previousVariant;",
        "return token.generation() < generation && token.variant() == previousVariant;");
    add(
        family,
        "its displaced sibling is not the previous token",
        "return token.generation() == generation - 1 && token.variant() == previousVariant;",
        "return token.generation() == generation - 1;");
    add(
        DOMAIN + "RotationPolicy.java",
        "the token of a login is replaced at once",
        "family.generation() > 0 && isRetry(family, now) && !wasAhead",
        "isRetry(family, now) && !wasAhead");
    add(
        DOMAIN + "RotationPolicy.java",
        "a clock that was ahead does not stop rotation",
        "family.generation() > 0 && isRetry(family, now) && !wasAhead",
        "family.generation() > 0 && isRetry(family, now)");
    add(
        DOMAIN + "RotationPolicy.java",
        "after the grace period the current token is replaced",
        "family.generation() > 0 && isRetry(family, now) && !wasAhead",
        "family.generation() > 0 && !wasAhead");
    add(
        family,
        "a generation ahead is ahead",
        "return token.generation() > generation || (",
        "return (");
    add(
        family,
        "a sibling ahead is ahead",
        "|| (token.generation() == generation && token.variant() > variant);",
        ";",
        "dev.rejeton.domain.TokenFamilyTest");
    add(
        DOMAIN + "RefreshToken.java",
        "an older generation is below the floor",
        "return generation < other.generation ||",
        "return");
    add(
        DOMAIN + "RefreshToken.java",
        "a displaced sibling is below the floor",
        "|| (generation == other.generation && variant < other.variant);",
        ";");
    add(
        family,
        "the floor is that of the last recovery",
        "return new RefreshToken(sessionId, floorGeneration, floorVariant);",
        "return new RefreshToken(sessionId, generation, variant);");
    add(
        family,
        "a rotation goes on from the token",
        "rotated.generation() + 1,",
        "generation + 1,");
    add(
        family,
        "a rotation is a new generation",
        "rotated.generation() + 1,",
        "rotated.generation(),");
    add(
        family,
        "a generation begins with its first sibling",
        "rotated.generation() + 1, 0,",
        "rotated.generation() + 1, variant,");
    add(family, "the sibling that was rotated is remembered", "0, rotated.variant(),", "0, 0,");
    add(
        family,
        "a rotation begins a new window",
        "rotated.variant(), now,",
        "rotated.variant(), rotatedAt,");
    add(
        family,
        "a rotation forgets the recovery",
        "now, origin, Optional.empty(), 0, false, floorGeneration,",
        "now, origin, recoveredAt, 0, false, floorGeneration,",
        "dev.rejeton.domain.TokenFamilyTest");
    add(
        family,
        "a rotation forgets the recoveries",
        "Optional.empty(), 0, false, floorGeneration, floorVariant);",
        "Optional.empty(), recoveries, false, floorGeneration, floorVariant);",
        "dev.rejeton.domain.TokenFamilyTest");
    add(
        family,
        "a rotation asks for a confirmation of its own",
        "0, false, floorGeneration,",
        "0, confirmed, floorGeneration,");
    add(
        family,
        "a rotation keeps the floor",
        "0, false, floorGeneration, floorVariant);",
        "0, false, 0, 0);");
    add(
        family,
        "a recovery is a sibling",
        "generation, variant + 1, previousVariant, rotatedAt, origin,",
        "generation, variant, previousVariant, rotatedAt, origin,");
    add(
        family,
        "a recovery keeps the previous token",
        "variant + 1, previousVariant,",
        "variant + 1, variant,",
        "dev.rejeton.domain.PreviousTokenTest");
    add(
        family,
        "a recovery does not begin the window anew",
        "previousVariant, rotatedAt, origin, Optional.of(now),",
        "previousVariant, now, origin, Optional.of(now),",
        "dev.rejeton.domain.PreviousTokenTest");
    add(
        family,
        "a recovery remembers when it was",
        "Optional.of(now), recoveries + 1,",
        "recoveredAt, recoveries + 1,");
    add(family, "a recovery is counted", "recoveries + 1,", "recoveries,");
    add(
        family,
        "a recovery lifts the floor",
        "false, generation, variant + 1);",
        "false, floorGeneration, floorVariant);");
    add(
        family,
        "a recovery lifts the floor to its sibling",
        "false, generation, variant + 1);",
        "false, generation, variant);");
    add(
        family,
        "a confirmation confirms",
        "recoveries, true, floorGeneration,",
        "recoveries, false, floorGeneration,");
    add(
        family,
        "a confirmation is no recovery",
        "answeredTo, recoveredAt, recoveries, true,",
        "answeredTo, Optional.empty(), recoveries, true,");
    add(
        family,
        "a confirmation keeps the floor",
        "true, floorGeneration, floorVariant);",
        "true, 0, 0);",
        "dev.rejeton.domain.TokenFamilyTest");
    add(
        family,
        "a confirmation keeps the previous token",
        "generation, variant, previousVariant, rotatedAt, answeredTo,",
        "generation, variant, 0, rotatedAt, answeredTo,",
        "dev.rejeton.domain.TokenFamilyTest");
  }

  private void session() {
    String session = DOMAIN + "Session.java";
    add(session, "a revoked session is over", "if (revocation.isPresent()) {", "if (false) {");
    add(
        session,
        "the absolute end is an end",
        "if (!now.isBefore(lifetime.endsAt())) {",
        "if (false) {");
    add(
        session,
        "the absolute end is over at that instant",
        "if (!now.isBefore(lifetime.endsAt())) {",
        "if (now.isAfter(lifetime.endsAt())) {");
    add(
        session,
        "the idle end is an end",
        "return now.isBefore(lifetime.idleAt()) ? Optional.empty() : Optional.of(Refusal.IDLE);",
        "return Optional.empty();");
    add(
        session,
        "the idle end is over at that instant",
        "return now.isBefore(lifetime.idleAt()) ?",
        "return !now.isAfter(lifetime.idleAt()) ?");
    add(
        session,
        "access ends with the session",
        "return isLive(now) && !family.isBelowFloor(givenWith);",
        "return !family.isBelowFloor(givenWith);");
    add(
        session,
        "access ends with a recovery",
        "return isLive(now) && !family.isBelowFloor(givenWith);",
        "return isLive(now);");
    add(
        session,
        "the first revocation stays",
        "return revocation.isPresent() ? this :",
        "return",
        "dev.rejeton.domain.SessionTest");
    add(
        session,
        "a revocation is a version",
        "Optional.of(because), version + 1)",
        "Optional.of(because), version)");
    add(
        session,
        "a confirmation is kept once",
        "return family.confirmed() ? this : with(lifetime, family.confirm());",
        "return with(lifetime, family.confirm());",
        "dev.rejeton.domain.SessionTest");
    add(
        session,
        "a rotation keeps what is told of the idle end",
        "return with(lifetime.idleAt(idleAt), advanced);",
        "return with(lifetime, advanced);");
    add(session, "a change is a version", "revocation, version + 1);", "revocation, version);");
    add(
        session,
        "a change keeps the revocation",
        "family, revocation, version + 1);",
        "family, Optional.empty(), version + 1);",
        "dev.rejeton.domain.SessionTest");
    add(
        session,
        "a disabled user is told so",
        "case USER_DISABLED -> Refusal.USER_DISABLED;",
        "case USER_DISABLED -> Refusal.REVOKED;",
        "dev.rejeton.domain.EndedSessionTest");
  }

  private void loop() {
    String service = SERVICES + "TokenService.java";
    add(
        service,
        "tokens are given if they were stored",
        "keep(next, manner, request) ?",
        "keep(next, manner, request) || true ?");
    add(
        service,
        "reuse is refused if that was stored",
        "end(session, next, reuse) ?",
        "end(session, next, reuse) || true ?");
    add(
        service,
        "reuse under observation is told",
        "if (next.equals(session)) { audit.record(event);",
        "if (next.equals(session)) {",
        EXPLORER + "$Observing");
    add(
        service,
        "reuse ends all of the user's sessions by policy",
        "if (issuer.policy().reuseAction() == ReuseAction.USER) {",
        "if (false) {",
        EXPLORER + "$OfAUser");
    add(
        service,
        "reuse ends no others unless by policy",
        "if (issuer.policy().reuseAction() == ReuseAction.USER) {",
        "if (true) {");
    add(
        service,
        "the reuse itself is told",
        "Optional.of(session.id()), because)",
        "Optional.empty(), because)",
        EXPLORER + "$OfAUser");
    add(
        service,
        "a refusal of another client is told",
        "if (reason == Refusal.OTHER_CLIENT || reason == Refusal.NEWER_THAN_STORED) {",
        "if (reason == Refusal.NEWER_THAN_STORED) {",
        "dev.rejeton.application.TokenServiceTest");
    add(
        SERVICES + "Revocations.java",
        "a logout is done when it was stored",
        "if (store.replace(session.revoke(because), AuditEvent.revoked(session, because))) {",
        "if (store.replace(session.revoke(because), AuditEvent.revoked(session, because)) || true)"
            + " {",
        "dev.rejeton.application.EndingSessionsTest");
    add(
        SERVICES + "Revocations.java",
        "an ended session is not ended again",
        ".filter(session -> session.revocation().isEmpty());",
        ";");
    add(
        SERVICES + "UpkeepService.java",
        "what is confirmed is the current token",
        ".filter(session -> session.currentToken().equals(seen) && !session.family().confirmed())",
        ".filter(session -> !session.family().confirmed())",
        "dev.rejeton.application.UpkeepServiceTest");
    add(
        SERVICES + "UpkeepService.java",
        "a session that is over is not confirmed",
        ".filter(session -> session.isLive(now));",
        ";");
    add(
        SERVICES + "SessionService.java",
        "an access token is asked for its session",
        "store.find(name.sessionId()).filter(session -> session.honours(name, now))",
        "store.find(name.sessionId())",
        "dev.rejeton.application.SessionServiceTest");
    add(
        SERVICES + "SessionService.java",
        "a user ends no session of another",
        "other.grant().userId().equals(user) && other.isLive(now)",
        "other.isLive(now)",
        "dev.rejeton.application.EndingSessionsTest");
    add(
        SERVICES + "Verifier.java",
        "access confirms",
        "admitted.ifPresent(verified -> confirmations.saw(verified.givenWith()));",
        "");
  }

  private void compareAndSet() {
    String store = STORES + "MemoryStore.java";
    add(
        store,
        "the version before must be stored",
        ".filter(stored -> stored.version() == next.version() - 1)",
        "");
    add(
        store,
        "no older version will do",
        "stored.version() == next.version() - 1",
        "stored.version() <= next.version() - 1",
        "dev.rejeton.application.port.out.MemoryStoreTest");
    add(
        store,
        "no newer version will do",
        "stored.version() == next.version() - 1",
        "stored.version() >= next.version() - 1");
    add(store, "a replaced row is stored", ".isPresent() && put(next, event);", ".isPresent();");
    add(
        store,
        "a lost race is told",
        ".isPresent() && put(next, event);",
        ".map(stored -> put(next, event)).isPresent() || true;");
    add(
        store,
        "revoked sessions keep their end",
        ".filter(session -> session.revocation().isEmpty())",
        "",
        "dev.rejeton.application.port.out.MemoryStoreTest");
    add(
        store,
        "all of a user's sessions are revoked",
        "unrevoked.forEach( session -> put(session.revoke(because), AuditEvent.revoked(session,"
            + " because)));",
        "",
        EXPLORER + "$OfAUser");
  }

  private void denials() {
    String denials = SERVICES + "Denials.java";
    String test = "dev.rejeton.application.DenialsTest";
    add(
        denials,
        "the log is read again after it changed",
        "if (!isComplete || current != mark) {",
        "if (!isComplete) {",
        test);
    add(
        denials,
        "the log is read only after it changed",
        "if (!isComplete || current != mark) {",
        "if (true) {",
        test);
    add(
        denials,
        "the mark is from before the log was read",
        "mark = current;",
        "mark = log.mark();",
        test);
    add(
        denials,
        "where not all is known the sessions are asked",
        "isComplete = isRead;",
        "isComplete = true;",
        test);
    add(
        denials,
        "where all is known again they are not",
        "isComplete = isRead;",
        "isComplete = isRead && number <= most;",
        test);
    add(
        denials,
        "no more is remembered than memory is for",
        "while (!isRead && denied.size() < most) {",
        "while (!isRead) {",
        test);
    add(
        denials,
        "the log is read to its end",
        "isRead = batch.size() < BATCH;",
        "isRead = true;",
        test);
    add(
        denials,
        "what has not expired is not forgotten",
        "!now.isBefore(denial.until())",
        "!now.isBefore(denial.until().minusMillis(1))",
        test);
    add(
        denials,
        "what has expired is forgotten",
        "!now.isBefore(denial.until())",
        "now.isAfter(denial.until())",
        test);
    add(
        DOMAIN + "Denial.java",
        "what was given since a recovery is not denied",
        "&& floor.stream().allMatch(givenWith::isOlderThan);",
        ";",
        test);
    String session = DOMAIN + "Session.java";
    add(
        session,
        "a recovery denies",
        ".or(() -> family .recoveredAt()",
        ".or(() -> Optional.<java.time.Instant>empty()",
        test);
    add(
        session,
        "a denial outlives every access token",
        "return last.plus(Timeouts.LONGEST_ACCESS_TOKEN);",
        "return last.plus(Timeouts.LONGEST_ACCESS_TOKEN).minusMillis(1);",
        test);
    add(
        session,
        "also one of a clock that was ahead",
        "end.isBefore(family.answeredAt()) ? family.answeredAt() : end;",
        "end;",
        "dev.rejeton.domain.DenialTest");
    add(
        SERVICES + "Verifier.java",
        "a denied access token does not count",
        "claims.filter(verified -> !denials.deny(verified.givenWith(), now));",
        "claims;",
        "dev.rejeton.application.RevocationTest");
    String confirmations = SERVICES + "Confirmations.java";
    String confirmationsTest = "dev.rejeton.application.ConfirmationsTest";
    add(
        confirmations,
        "an older token is no news",
        ".filter(known -> known.newer(givenWith).equals(known))",
        ".filter(known -> known.equals(givenWith))",
        confirmationsTest);
    add(
        confirmations,
        "the newest token wins",
        "unstored.merge(givenWith.sessionId(), givenWith, RefreshToken::newer);",
        "unstored.put(givenWith.sessionId(), givenWith);",
        confirmationsTest);
    add(
        confirmations,
        "no more is kept than memory is for",
        "&& unstored.size() < MOST",
        "",
        confirmationsTest);
    add(
        confirmations,
        "what was seen at work is news once",
        "newest.merge(givenWith.sessionId(), givenWith, RefreshToken::newer);",
        "",
        confirmationsTest);
  }

  private void access() {
    String test = "dev.rejeton.application.NarrowingTest";
    String access = DOMAIN + "Access.java";
    add(
        access,
        "a scope never grows",
        "if (!scope.contains(request.scope().orElse(scope))) {",
        "if (false) {",
        test);
    add(
        access,
        "an audience never grows",
        "if (!request.resource().stream().allMatch(audience::contains)) {",
        "if (false) {",
        test);
    add(
        access,
        "a scope shrinks",
        "request.scope().orElse(scope), request",
        "scope, request",
        test);
    add(
        access,
        "an audience shrinks",
        "request.resource().map(Audience::of).orElse(audience)",
        "audience",
        test);
    String service = SERVICES + "TokenService.java";
    add(
        service,
        "a session is narrowed from what it was granted",
        "switch (session.grant().access().narrow(request.access())) {",
        "switch (request.client().access().narrow(request.access())) {",
        test);
    add(
        service,
        "a refresh is by the client's terms",
        "issuer.policyFor(request.client())",
        "issuer.policy()",
        test);
    add(
        SERVICES + "LoginService.java",
        "a login is by the client's terms",
        "issuer.policyFor(attempt.client())",
        "issuer.policy()",
        test);
    add(
        service,
        "a client revokes its own tokens alone",
        "if (session.grant().clientId().equals(client.id())) {",
        "if (true) {",
        "dev.rejeton.application.RevocationTest");
    String introspection = SERVICES + "IntrospectionService.java";
    String introspectionTest = "dev.rejeton.application.IntrospectionServiceTest";
    add(
        introspection,
        "a public client is told nothing",
        "if (!caller.confidential()) {",
        "if (false) {",
        introspectionTest);
    add(
        introspection,
        "a token is told of to those whom it concerns",
        ".filter(claims -> concerns(caller, claims))",
        "",
        introspectionTest);
    add(
        introspection,
        "a refresh token is told of to its client",
        ".filter(held -> wouldBeAnswered(held, caller, now))",
        "",
        introspectionTest);
    add(introspection, "misses are counted", "misses.use(name, now);", "", introspectionTest);
    add(
        introspection,
        "who asks too much has to wait",
        "if (pause.isPresent()) {",
        "if (false) {",
        introspectionTest);
  }

  private void clients() {
    String service = SERVICES + "ClientService.java";
    String test = "dev.rejeton.application.ClientServiceTest";
    add(
        service,
        "a confidential client does not come without its secret",
        ".filter(client -> !client.confidential())",
        "",
        test);
    add(
        service,
        "a wrong secret is refused",
        "return found.isPresent() && isRight",
        "return found.isPresent()",
        test);
    add(
        service,
        "an unknown client costs as much",
        "(hashes.isEmpty() ? List.of(decoy) : hashes)",
        "hashes",
        test);
    add(service, "wrong secrets are counted", "wrongSecrets.use(guesser, now);", "", test);
    add(service, "by address", "origin.ipAddress() + \" \" + id;", "\" \" + id;", test);
    add(service, "and by client", "origin.ipAddress() + \" \" + id;", "origin.ipAddress();", test);
    add(
        service,
        "a name that is not ours is not told",
        "client.map(ClientService::detail).orElse(Map.of());",
        "Map.of(\"client_id\", id.value());",
        test);
    String registration = SERVICES + "RegistrationService.java";
    String registrationTest = "dev.rejeton.application.RegistrationServiceTest";
    for (String taken :
        List.of(
            "id.equals(firstParty) ||",
            "|| id.value().startsWith(UserId.PREFIX)",
            "|| users.find(new UserId(id.value())).isPresent()")) {
      add(registration, "an id is taken: " + taken, taken, "", registrationTest);
    }
    add(
        registration,
        "a secret that was rolled stays good for a while",
        "List.of(hash, before.getFirst())",
        "List.of(hash)",
        registrationTest);
    add(
        registration,
        "a secret is shown if it was stored",
        "if (store.replaceSecrets(before, change.apply(before.secrets()), event)) {",
        "if (store.replaceSecrets(before, change.apply(before.secrets()), event) || true) {",
        registrationTest);
    String throttle = SERVICES + "Throttle.java";
    String throttleTest = "dev.rejeton.application.ThrottleTest";
    add(
        throttle,
        "a clock set back is forgiven",
        "&& over.compareTo(interval) <= 0",
        "",
        throttleTest);
    add(
        throttle,
        "a debt is no more than all turns",
        "next.isAfter(latest) ? latest : next",
        "next",
        throttleTest);
    add(
        throttle,
        "those of long ago are forgotten",
        "if (recovered.size() > MOST) {",
        "if (false) {",
        throttleTest);
    add(throttle, "turns come back", ".filter(now::isBefore)", "", throttleTest);
  }

  private void keys() {
    String schedule = DOMAIN + "KeySchedule.java";
    String scheduleTest = "dev.rejeton.domain.KeyScheduleTest";
    add(schedule, "a successor is made once", "!isMade && !now", "!now", scheduleTest);
    add(
        schedule,
        "a successor is announced",
        ".map(due -> now.plus(notice));",
        ".map(due -> now);",
        scheduleTest);
    add(
        schedule,
        "a key is kept",
        ".filter(signing -> !signing.signsFrom().plus(keep).isAfter(now))",
        "",
        scheduleTest);
    add(
        schedule,
        "a key does not sign before its time",
        ".filter(key -> !key.signsFrom().isAfter(now))",
        "",
        scheduleTest);
    String service = SERVICES + "KeyService.java";
    String test = "dev.rejeton.application.KeyServiceTest";
    String operations = "dev.rejeton.application.SigningKeyOperationsTest";
    add(
        service,
        "retired keys are not used",
        "keys.use(unretired(store.signingKeys()));",
        "keys.use(store.signingKeys());",
        test);
    add(
        service,
        "what others made is used",
        "keys.use(unretired(store.signingKeys()));",
        "keys.use(unretired(stored));",
        test);
    add(
        service,
        "an algorithm takes turns with itself alone",
        ".anyMatch(keys::isUpToDate);",
        ".allMatch(keys::isUpToDate);",
        test);
    add(
        service,
        "a key of the right algorithm that no longer signs will not do",
        ".filter(key -> signing.stream().noneMatch(it -> isBefore(key.life(), it)))",
        "",
        test);
    add(
        service,
        "a successor that is made is the answer",
        "if (made.isEmpty()) {",
        "if (true) {",
        operations);
    add(
        service,
        "one that comes later will not do",
        "&& !key.signsFrom().isAfter(from))",
        ")",
        operations);
    add(service, "the last key stays", "if (unretired.size() == 1) {", "if (false) {", operations);
    add(
        service,
        "a key is retired if that was stored",
        "return retire(found.get(), origin) ?",
        "return retire(found.get(), origin) || true ?",
        operations);
  }
}
