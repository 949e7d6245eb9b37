package dev.rejeton.explorer;

import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Timeouts;
import java.time.Duration;
import java.util.stream.Stream;

/// The policies that are explored.
record Rules(String name, RotationPolicy policy) {
  static Stream<Rules> all() {
    Stream<Rules> profiles =
        Stream.of(Profile.values())
            .flatMap(profile -> Stream.of(ReuseAction.values()).map(ends -> of(profile, ends)));
    return Stream.concat(profiles, Stream.of(refusing(), brief()));
  }

  static Rules of(Profile profile, ReuseAction ends) {
    return new Rules(
        profile + ", on reuse " + ends, policy(profile.policy(), ends, RestoredSessions.ACCEPT));
  }

  static Rules refusing() {
    return new Rules(
        "BALANCED, restored sessions REFUSE",
        policy(Profile.BALANCED.policy(), ReuseAction.SESSION, RestoredSessions.REFUSE));
  }

  /// One recovery, and an absolute end before the second idle end: few steps lead to many ends.
  static Rules brief() {
    Timeouts usual = Timeouts.DEFAULT;
    var timeouts =
        new Timeouts(
            usual.accessToken(), Duration.ofDays(60), usual.absolute(), usual.unremembered());
    RotationPolicy balanced = Profile.BALANCED.policy();
    return new Rules(
        "BALANCED, one recovery, 60 days idle",
        new RotationPolicy(
            timeouts,
            balanced.gracePeriod(),
            balanced.recoveryWindow(),
            1,
            ReuseAction.SESSION,
            RestoredSessions.ACCEPT));
  }

  private static RotationPolicy policy(
      RotationPolicy usual, ReuseAction ends, RestoredSessions restored) {
    return new RotationPolicy(
        usual.timeouts(),
        usual.gracePeriod(),
        usual.recoveryWindow(),
        usual.recoveryLimit(),
        ends,
        restored);
  }

  @Override
  public String toString() {
    return name;
  }
}
