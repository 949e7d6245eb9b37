package dev.rejeton.adapter.crypto;

import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The master keys of an installation. The one with the highest id is current: signing keys are
/// sealed under it, and, once it is settled, new sessions made; the others stay until nothing made
/// under them is in use. A value does not print.
///
/// As text there is one key a line, `<id>:<43 characters of base64url>`; empty lines, and lines
/// that begin with `#`, are for people.
public final class MasterKeys {
  private static final Pattern LINE =
      Pattern.compile("(?<id>0|[1-9][0-9]{0,2}):(?<key>[A-Za-z0-9_-]{43})");

  private static final int FIRST_ID = 1;

  /// Twice as long as it takes every server beside this one to learn of a new key.
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private final TreeMap<Integer, MasterKey> keys = new TreeMap<>();
  private final int settledId;

  private MasterKeys(Collection<MasterKey> given, Optional<Integer> settledId) {
    for (MasterKey key : given) {
      if (keys.put(key.id(), key) != null) {
        throw new IllegalArgumentException("there are two master keys with the id " + key.id());
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no master key");
    }
    this.settledId = settledId.orElseGet(keys::lastKey);
  }

  /// {@return one new random key}
  static MasterKeys generate(RandomGenerator random) {
    return new MasterKeys(List.of(MasterKey.random(FIRST_ID, random)), Optional.empty());
  }

  /// {@return these keys and a new random one, which is current}
  ///
  /// @throws IllegalArgumentException if there is no id left for it
  MasterKeys withNext(RandomGenerator random) {
    int next = current().id() + 1;
    if (next > MasterKey.MAX_ID) {
      throw new IllegalArgumentException(
          "master key %d is the last there can be: start with a new database"
              .formatted(MasterKey.MAX_ID));
    }
    List<MasterKey> more = new ArrayList<>(keys.values());
    more.add(MasterKey.random(next, random));
    return new MasterKeys(more, Optional.empty());
  }

  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException with a message that holds no key, if it is malformed
  public static MasterKeys parse(String text) {
    List<MasterKey> keys = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        keys.add(parse(line.strip(), number));
      }
    }
    return new MasterKeys(keys, Optional.empty());
  }

  private static MasterKey parse(String line, int number) {
    Matcher parts = LINE.matcher(line);
    Optional<byte[]> key =
        parts.matches() ? Base64Url.decode(parts.group("key")) : Optional.empty();
    return key.map(bytes -> new MasterKey(Integer.parseInt(parts.group("id")), bytes))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "line %d of the master keys is not <id>:<43 characters of base64url>"
                    .formatted(number)));
  }

  /// Binds a database to these keys: leaves their fingerprints in it, or makes sure that every key
  /// it was ever used with is among them.
  ///
  /// @return these keys, of which the newest that the database has known for two minutes is settled
  /// @throws WrongMasterKey if one is not
  public MasterKeys claim(KeyStore store, Instant now) {
    requireAll(store);
    for (MasterKey key : keys.values()) {
      store.add(new MasterKeyRecord(key.id(), key.fingerprint(), now));
    }
    // Another server may have claimed the database in between, with other keys.
    requireAll(store);
    return new MasterKeys(keys.values(), settled(store, now.minus(SETTLING)));
  }

  private Optional<Integer> settled(KeyStore store, Instant before) {
    return store.masterKeys().stream()
        .filter(record -> !record.createdAt().isAfter(before))
        .map(MasterKeyRecord::id)
        .max(Comparator.naturalOrder())
        // Of a new database, and of one that had its second key at once.
        .or(() -> Optional.of(keys.firstKey()));
  }

  private void requireAll(KeyStore store) {
    store.masterKeys().forEach(record -> require(record.id(), record.fingerprint()));
  }

  /// @throws WrongMasterKey if one of these keys is not among the others
  void requireAllIn(MasterKeys others) {
    keys.values().forEach(key -> others.require(key.id(), key.fingerprint()));
  }

  private void require(int id, String fingerprint) {
    if (!require(id).fingerprint().equals(fingerprint)) {
      throw WrongMasterKey.other(id);
    }
  }

  MasterKey current() {
    return keys.lastEntry().getValue();
  }

  /// {@return the key for new sessions: every server knows it, so that none takes their tokens for
  /// a forgery}
  MasterKey settled() {
    return require(settledId);
  }

  Collection<MasterKey> all() {
    return Collections.unmodifiableCollection(keys.values());
  }

  Optional<MasterKey> find(int id) {
    return Optional.ofNullable(keys.get(id));
  }

  /// {@return the key of this id, under which something in the database was made}
  MasterKey require(int id) {
    return find(id).orElseThrow(() -> WrongMasterKey.missing(id));
  }
}
