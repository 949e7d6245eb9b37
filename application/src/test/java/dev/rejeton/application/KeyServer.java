package dev.rejeton.application;

import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.domain.KeySchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A server and its signing keys, with a clock that differs from the others'.
final class KeyServer {
  static final Duration NOTICE = Duration.ofHours(24);
  static final Duration USE = Duration.ofDays(30);
  static final Duration KEEP = Duration.ofHours(2);

  final ClearSigningKeys keys;
  final InterruptedKeyStore store;
  final KeyService service;
  private final InstantSource clock;

  private KeyServer(ClearSigningKeys keys, KeyStore store, InstantSource clock) {
    this.keys = keys;
    this.store = new InterruptedKeyStore(store, new AtomicReference<>(() -> {}), new ArrayList<>());
    this.clock = clock;
    this.service = new KeyService(this.store, keys, new KeySchedule(NOTICE, USE, KEEP), clock);
  }

  static KeyServer of(String name, KeyStore store, InstantSource clock) {
    return new KeyServer(new ClearSigningKeys(name, "ES256", "1"), store, clock);
  }

  static KeyServer signingWith(String algorithm, KeyStore store, InstantSource clock) {
    return new KeyServer(new ClearSigningKeys("a", algorithm, "1"), store, clock);
  }

  static KeyServer sealingWith(String masterKey, KeyStore store, InstantSource clock) {
    return new KeyServer(new ClearSigningKeys("a", "ES256", masterKey), store, clock);
  }

  Instant now() {
    return clock.instant();
  }

  void maintain() {
    service.maintain();
  }

  String signing() {
    return keys.signing(now());
  }

  List<String> published() {
    return keys.published();
  }
}
