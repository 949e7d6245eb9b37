package dev.rejeton.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client's terms make of the server's policy.
class TermsTest {
  private static final RotationPolicy SERVER = Profile.BALANCED.policy();
  private static final List<Optional<Duration>> LIVES =
      Stream.concat(
              Stream.of(Optional.<Duration>empty()),
              Stream.of("PT1M", "PT61.001S", "PT10M", "PT1H", "PT12H", "P14D", "P90D", "P999999D")
                  .map(Duration::parse)
                  .map(Optional::of))
          .toList();

  private static Optional<Duration> some(String duration) {
    return Optional.of(Duration.parse(duration));
  }

  private static Terms terms(
      Optional<Duration> accessToken, Optional<Duration> idle, Optional<Duration> absolute) {
    return new Terms(Optional.empty(), accessToken, idle, absolute);
  }

  private static Timeouts timeouts(Terms terms) {
    return terms.applyTo(SERVER).timeouts();
  }

  private static RotationPolicy policy(Timeouts timeouts, Duration grace) {
    return new RotationPolicy(
        timeouts, grace, Duration.ofHours(2), 7, ReuseAction.USER, RestoredSessions.REFUSE);
  }

  @Test
  void withoutTermsThePolicyIsTheServers() {
    assertEquals(SERVER, Terms.SERVERS.applyTo(SERVER));
    RotationPolicy other = policy(Timeouts.DEFAULT, Duration.ofSeconds(60));
    assertEquals(other, Terms.SERVERS.applyTo(other));
  }

  @Test
  void aProfileIsItsThreeNumbersAndNothingElse() {
    RotationPolicy server = policy(Timeouts.DEFAULT, Duration.ofSeconds(60));
    Optional<Duration> none = Optional.empty();
    for (Profile profile : Profile.values()) {
      assertEquals(
          new RotationPolicy(
              Timeouts.DEFAULT,
              profile.gracePeriod(),
              profile.recoveryWindow(),
              profile.recoveryLimit(),
              ReuseAction.USER,
              RestoredSessions.REFUSE),
          new Terms(Optional.of(profile), none, none, none).applyTo(server));
    }
  }

  @Test
  void everyLifetimeIsShortenedAloneOrWithTheOthers() {
    Optional<Duration> none = Optional.empty();
    assertEquals(Duration.ofMinutes(5), timeouts(terms(some("PT5M"), none, none)).accessToken());
    assertEquals(Duration.ofDays(1), timeouts(terms(none, some("P1D"), none)).idle());
    assertEquals(
        new Timeouts(
            Duration.ofMinutes(10), Duration.ofDays(14), Duration.ofDays(30), Duration.ofHours(12)),
        timeouts(terms(none, none, some("P30D"))));
    assertEquals(
        new Timeouts(
            Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(2)),
        timeouts(terms(some("PT5M"), some("PT1H"), some("PT2H"))));
  }

  @Test
  void anIdleTimeoutIsNoShorterThanAnAccessTokensLife() {
    assertEquals(
        Duration.ofMinutes(10),
        timeouts(terms(Optional.empty(), some("PT9M"), Optional.empty())).idle());
    assertEquals(
        Duration.ofMinutes(9),
        timeouts(terms(some("PT8M"), some("PT9M"), Optional.empty())).idle());
  }

  @Test
  void aGracePeriodGivesWayToAShortAccessToken() {
    RotationPolicy server = policy(Timeouts.DEFAULT, Duration.ofSeconds(60));
    Terms minute = terms(some("PT1M"), Optional.empty(), Optional.empty());
    assertEquals(Duration.ofMillis(29_999), minute.applyTo(server).gracePeriod());
    assertEquals(Duration.ofSeconds(10), minute.applyTo(SERVER).gracePeriod());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59.999S", "PT0S", "PT-1M"})
  void aLifetimeOfLessThanAMinuteIsRefused(String life) {
    Optional<Duration> none = Optional.empty();
    assertThrows(IllegalArgumentException.class, () -> terms(some(life), none, none));
    assertThrows(IllegalArgumentException.class, () -> terms(none, some(life), none));
    assertThrows(IllegalArgumentException.class, () -> terms(none, none, some(life)));
  }

  @Test
  void noTermsMakeAPolicyInvalidOrAnyLifetimeLonger() {
    int combinations = 0;
    for (RotationPolicy server : servers()) {
      for (Terms terms : allTerms()) {
        RotationPolicy applied = terms.applyTo(server);
        Timeouts was = server.timeouts();
        Timeouts is = applied.timeouts();
        String both = terms + " on " + server;
        assertNoLonger(is.accessToken(), was.accessToken(), both);
        assertNoLonger(is.idle(), was.idle(), both);
        assertNoLonger(is.absolute(), was.absolute(), both);
        assertNoLonger(is.unremembered(), was.unremembered(), both);
        assertNoLonger(is.accessToken(), terms.accessToken().orElse(was.accessToken()), both);
        assertNoLonger(is.absolute(), terms.absolute().orElse(was.absolute()), both);
        assertNoLonger(is.unremembered(), terms.absolute().orElse(was.unremembered()), both);
        Duration grace = terms.profile().map(Profile::gracePeriod).orElse(server.gracePeriod());
        assertNoLonger(applied.gracePeriod(), grace, both);
        combinations++;
      }
    }
    assertEquals(servers().size() * 4 * 9 * 9 * 9, combinations);
  }

  private static void assertNoLonger(Duration is, Duration than, String terms) {
    assertTrue(is.compareTo(than) <= 0, terms);
  }

  private static List<RotationPolicy> servers() {
    var servers = new ArrayList<RotationPolicy>();
    for (Duration[] lives :
        new Duration[][] {
          {Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)},
          {Duration.ofSeconds(90), Duration.ofSeconds(90), Duration.ofDays(400)},
          {Duration.ofMinutes(10), Duration.ofDays(14), Duration.ofDays(90)},
          {Duration.ofHours(1), Duration.ofDays(90), Duration.ofHours(12)}
        }) {
      for (Duration unremembered : List.of(Duration.ofSeconds(1), lives[2])) {
        var timeouts = new Timeouts(lives[0], lives[1], lives[2], unremembered);
        Duration most = lives[0].dividedBy(2).minusMillis(1);
        Duration longest = Duration.ofSeconds(60);
        servers.add(policy(timeouts, Duration.ZERO));
        servers.add(policy(timeouts, most.compareTo(longest) < 0 ? most : longest));
      }
    }
    return servers;
  }

  private static List<Terms> allTerms() {
    List<Optional<Profile>> profiles =
        Stream.concat(
                Stream.of(Optional.<Profile>empty()), Stream.of(Profile.values()).map(Optional::of))
            .toList();
    return profiles.stream()
        .flatMap(profile ->
            LIVES.stream()
                .flatMap(token ->
                    LIVES.stream()
                        .flatMap(idle ->
                            LIVES.stream().map(end -> new Terms(profile, token, idle, end)))))
        .toList();
  }
}
