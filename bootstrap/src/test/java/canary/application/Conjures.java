package canary.application;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Rule 21.
final class Conjures {
  Instant now() {
    return Instant.now();
  }

  Supplier<Instant> nowByReference() {
    return Instant::now;
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  InstantSource source() {
    return InstantSource.system();
  }

  ZoneId zone() {
    return ZoneId.systemDefault();
  }

  long millis() {
    return System.currentTimeMillis();
  }

  String setting() {
    return System.getenv("SETTING");
  }

  String property() {
    return System.getProperty("setting");
  }

  SecureRandom chance() {
    return new SecureRandom();
  }

  Supplier<SecureRandom> chanceByReference() {
    return SecureRandom::new;
  }

  SecureRandom strongChance() throws NoSuchAlgorithmException {
    return SecureRandom.getInstanceStrong();
  }

  Random weakChance() {
    return new Random();
  }

  Random weakerChance() {
    return ThreadLocalRandom.current();
  }

  double weakestChance() {
    return Math.random();
  }
}
