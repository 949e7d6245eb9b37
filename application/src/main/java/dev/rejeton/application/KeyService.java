package dev.rejeton.application;

import dev.rejeton.application.port.in.Keys;
import dev.rejeton.application.port.in.SigningKeyOperations;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.SigningKeys;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.KeySchedule;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Leads signing keys through their lives. Keys are numbered, and a number can be given only once:
/// of servers that all see that it is time for a successor, one makes it and the others use it.
public final class KeyService implements Keys, SigningKeyOperations {
  private final KeyStore store;
  private final SigningKeys keys;
  private final KeySchedule schedule;
  private final InstantSource clock;

  public KeyService(KeyStore store, SigningKeys keys, KeySchedule schedule, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.schedule = schedule;
    this.clock = clock;
  }

  @Override
  public List<VerificationKey> verificationKeys() {
    return keys.verificationKeys();
  }

  /// Does what it is time for, and uses the keys that there are from now on.
  @Override
  public void maintain() {
    Instant now = clock.instant();
    List<StoredKey> stored = store.signingKeys();
    List<SigningKeyLife> lives = lives(stored);
    if (lives.isEmpty()) {
      add(next(stored, now, now), Origin.UNKNOWN);
    }
    successorFrom(stored, now).ifPresent(from -> add(next(stored, now, from), Origin.UNKNOWN));
    List<SigningKeyLife> outlived = schedule.outlived(lives, now);
    stored.stream()
        .filter(key -> outlived.contains(key.life()))
        .forEach(key -> retire(key, Origin.UNKNOWN));
    keys.use(unretired(store.signingKeys()));
  }

  /// A key of another algorithm than the one that is set has a successor as soon as may be.
  private Optional<Instant> successorFrom(List<StoredKey> stored, Instant now) {
    Optional<SigningKeyLife> signing = KeySchedule.signing(lives(stored), now);
    // One that signs now will do: servers that are set differently would make keys by turns.
    boolean isUpToDate =
        unretired(stored).stream()
            .filter(key -> signing.stream().noneMatch(it -> isBefore(key.life(), it)))
            .anyMatch(keys::isUpToDate);
    return isUpToDate || signing.isEmpty()
        ? schedule.successorFrom(lives(stored), now)
        : Optional.of(now.plus(schedule.notice()));
  }

  private static boolean isBefore(SigningKeyLife key, SigningKeyLife other) {
    return key.signsFrom().isBefore(other.signsFrom());
  }

  @Override
  public List<KeyReport> list() {
    List<StoredKey> stored = store.signingKeys();
    Optional<SigningKeyLife> signing = KeySchedule.signing(lives(stored), clock.instant());
    return stored.stream().map(key -> report(key, signing)).toList();
  }

  private KeyReport report(StoredKey key, Optional<SigningKeyLife> signing) {
    State state =
        key.retiredAt().isPresent()
            ? State.RETIRED
            : signing.filter(key.life()::equals).isPresent()
                ? State.SIGNING
                : key.life().signsFrom().isAfter(clock.instant())
                    ? State.PUBLISHED
                    : State.VERIFYING;
    return new KeyReport(key.life(), state, key.retiredAt(), keys.publicPart(key));
  }

  @Override
  public KeyReport rotate(Duration notice, Origin origin) {
    Instant now = clock.instant();
    Instant from = now.plus(notice);
    List<StoredKey> stored = store.signingKeys();
    Optional<SigningKeyLife> made =
        unretired(stored).stream()
            .filter(keys::isUpToDate)
            .map(StoredKey::life)
            .filter(key -> key.signsFrom().isAfter(now) && !key.signsFrom().isAfter(from))
            .findFirst();
    if (made.isEmpty()) {
      add(next(stored, now, from), origin);
    }
    List<KeyReport> reports = list();
    return reports.stream()
        .filter(key -> made.equals(Optional.of(key.life())))
        .findFirst()
        .orElseGet(reports::getLast);
  }

  @Override
  public Retirement retire(int number, Origin origin) {
    List<StoredKey> unretired = unretired(store.signingKeys());
    Optional<StoredKey> found =
        unretired.stream().filter(key -> key.life().number() == number).findFirst();
    if (found.isEmpty()) {
      return Retirement.NO_SUCH_KEY;
    }
    if (unretired.size() == 1) {
      return Retirement.LAST_KEY;
    }
    // It may have been sealed anew meanwhile.
    return retire(found.get(), origin) ? Retirement.RETIRED : retire(number, origin);
  }

  @Override
  public int reseal() {
    return (int) unretired(store.signingKeys()).stream().filter(this::reseal).count();
  }

  private boolean reseal(StoredKey key) {
    StoredKey resealed = keys.reseal(key);
    return !resealed.equals(key)
        && store.replace(
            key, resealed, event(AuditEvent.Type.SIGNING_KEY_RESEALED, key, Origin.UNKNOWN));
  }

  private StoredKey next(List<StoredKey> stored, Instant now, Instant signsFrom) {
    int number = stored.isEmpty() ? 1 : stored.getLast().life().number() + 1;
    return keys.generate(new SigningKeyLife(number, now, signsFrom));
  }

  private void add(StoredKey key, Origin origin) {
    store.add(key, event(AuditEvent.Type.SIGNING_KEY_ADDED, key, origin));
  }

  /// {@return whether it was, and not another key by now}
  private boolean retire(StoredKey key, Origin origin) {
    return store.replace(
        key, key.retired(clock.instant()), event(AuditEvent.Type.SIGNING_KEY_RETIRED, key, origin));
  }

  private AuditEvent event(AuditEvent.Type type, StoredKey key, Origin origin) {
    Map<String, String> detail = Map.of("number", Integer.toString(key.life().number()));
    return AuditEvent.of(type, detail, clock.instant(), origin);
  }

  private static List<StoredKey> unretired(List<StoredKey> stored) {
    return stored.stream().filter(key -> key.retiredAt().isEmpty()).toList();
  }

  private static List<SigningKeyLife> lives(List<StoredKey> stored) {
    return unretired(stored).stream().map(StoredKey::life).toList();
  }
}
