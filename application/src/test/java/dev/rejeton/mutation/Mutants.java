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
        ".filter(session -> refreshTokens.isGenuine(presented, token, session.salt()));",
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
        "return earlier(expiry, session.lifetime().endsAt());",
        "return expiry;",
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
        "return new Lifetime(createdAt, endsAt, later);",
        "return new Lifetime(createdAt, endsAt.plusSeconds(1), later);");
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
        family,
        "an older generation is below the floor",
        "return token.generation() < floorGeneration ||",
        "return");
    add(
        family,
        "a displaced sibling is below the floor",
        "|| (token.generation() == floorGeneration && token.variant() < floorVariant);",
        ";");
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
        "if (keep(next, manner, token.get(), origin, now)) {",
        "if (keep(next, manner, token.get(), origin, now) || true) {");
    add(
        service,
        "reuse is refused if that was stored",
        "if (end(session, next, reuse)) {",
        "if (end(session, next, reuse) || true) {");
    add(
        service,
        "reuse under observation is told",
        "if (next.equals(session)) { audit.record(event);",
        "if (next.equals(session)) {",
        EXPLORER + "$Observing");
    add(
        service,
        "reuse ends all of the user's sessions by policy",
        "if (policy.reuseAction() == ReuseAction.USER) {",
        "if (false) {",
        EXPLORER + "$OfAUser");
    add(
        service,
        "reuse ends no others unless by policy",
        "if (policy.reuseAction() == ReuseAction.USER) {",
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
        "an ended session is not confirmed",
        ".filter(session -> session.revocation().isEmpty());",
        ";",
        "dev.rejeton.application.UpkeepServiceTest");
    add(
        SERVICES + "Confirmations.java",
        "only the current token's access confirms",
        "&& session.currentToken().equals(givenWith);",
        ";",
        "dev.rejeton.application.UpkeepServiceTest");
    add(
        SERVICES + "SessionService.java",
        "only an access token that counts confirms",
        ".filter(session -> session.honours(verified.givenWith(), now))",
        "",
        "dev.rejeton.application.SessionServiceTest");
    add(
        SERVICES + "SessionService.java",
        "a user ends no session of another",
        "other.grant().userId().equals(user) && other.isLive(now)",
        "other.isLive(now)",
        "dev.rejeton.application.EndingSessionsTest");
    add(
        SERVICES + "SessionService.java",
        "access confirms",
        "confirmations.saw(session, verified.givenWith());",
        "",
        "dev.rejeton.application.UpkeepServiceTest");
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
}
