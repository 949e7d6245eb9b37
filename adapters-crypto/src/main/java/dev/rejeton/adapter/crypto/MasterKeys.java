package dev.rejeton.adapter.crypto;

import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The master keys of an installation. The one with the highest id is current: new sessions are
/// made under it; the others stay until nothing made under them is in use. A value does not print.
///
/// As text there is one key a line, `<id>:<43 characters of base64url>`; empty lines, and lines
/// that begin with `#`, are for people.
public final class MasterKeys {
  private static final Pattern LINE =
      Pattern.compile("(?<id>0|[1-9][0-9]{0,2}):(?<key>[A-Za-z0-9_-]{43})");

  private static final int FIRST_ID = 1;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private static final String EXPLANATION =
      """
      # The master key of a Rejeton server. Every refresh token and the stored signing keys depend on
      # it: keep it secret, and keep a copy apart from the database. Without it everybody logs in again.
      """;

  private final TreeMap<Integer, MasterKey> keys = new TreeMap<>();

  private MasterKeys(Collection<MasterKey> given) {
    for (MasterKey key : given) {
      if (keys.put(key.id(), key) != null) {
        throw new IllegalArgumentException("there are two master keys with the id " + key.id());
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no master key");
    }
  }

  /// {@return one new random key}
  static MasterKeys generate(RandomGenerator random) {
    return new MasterKeys(List.of(MasterKey.random(FIRST_ID, random)));
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
    return new MasterKeys(keys);
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

  /// Reads a file that nobody but its owner may read or write.
  ///
  /// @throws IllegalArgumentException if others may, or if it is malformed
  /// @throws UncheckedIOException if it cannot be read
  public static MasterKeys read(Path file) {
    try {
      if (isPosix(file) && !Collections.disjoint(OTHERS, Files.getPosixFilePermissions(file))) {
        throw new IllegalArgumentException(
            "others than its owner may use the master key file: chmod 600 " + file);
      }
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the master key file cannot be read: " + file, e);
    }
  }

  /// Writes one new random key to a new file, which only its owner may read. The file appears whole
  /// or not at all; if another server has just made it, that server's key counts.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public static MasterKeys create(Path file, RandomGenerator random) {
    MasterKeys keys = generate(random);
    try {
      Path draft = draft(file, EXPLANATION + keys.current().line() + "\n");
      try {
        Files.createLink(file, draft);
        return keys;
      } catch (FileAlreadyExistsException madeMeanwhile) {
        return read(file);
      } finally {
        Files.delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the master key file cannot be created: " + file, e);
    }
  }

  private static Path draft(Path file, String text) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Path absolute = file.toAbsolutePath();
    String prefix = absolute.getFileName() + ".";
    Path draft = Files.createTempFile(absolute.getParent(), prefix, ".new", attributes);
    // On the disk before anything depends on it.
    return Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// Binds a database to these keys: leaves their fingerprints in it, or makes sure that every key
  /// it was ever used with is among them.
  ///
  /// @throws WrongMasterKey if one is not
  public void claim(KeyStore store, Instant now) {
    requireAll(store.all(Purpose.MASTER));
    for (MasterKey key : keys.values()) {
      String id = Integer.toString(key.id());
      store.add(new StoredKey(Purpose.MASTER, id, now, key.fingerprint(), ""));
    }
    // Another server may have claimed the database in between, with other keys.
    requireAll(store.all(Purpose.MASTER));
  }

  private void requireAll(List<StoredKey> recorded) {
    for (StoredKey record : recorded) {
      int id = Integer.parseInt(record.id());
      if (!require(id).fingerprint().equals(record.open())) {
        throw WrongMasterKey.other(id);
      }
    }
  }

  MasterKey current() {
    return keys.lastEntry().getValue();
  }

  Collection<MasterKey> all() {
    return Collections.unmodifiableCollection(keys.values());
  }

  /// {@return the key of this id, under which something in the database was made}
  MasterKey require(int id) {
    return Optional.ofNullable(keys.get(id)).orElseThrow(() -> WrongMasterKey.missing(id));
  }
}
