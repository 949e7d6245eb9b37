package dev.rejeton.adapter.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The file that the master keys are in, which nobody but its owner may use. It changes as a whole:
/// whatever happens, there is the old one or the new one.
public record MasterKeyFile(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private static final String EXPLANATION =
      """
      # The master key of a Rejeton server. Every refresh token and the stored signing keys depend on
      # it: keep it secret, and keep a copy apart from the database. Without it everybody logs in again.
      """;

  /// Reads the keys.
  ///
  /// @throws IllegalArgumentException if others than the owner may use the file, or if it is
  ///   malformed
  /// @throws UncheckedIOException if it cannot be read
  public MasterKeys read() {
    try {
      return MasterKeys.parse(text());
    } catch (IOException e) {
      throw new UncheckedIOException("the master key file cannot be read: " + path, e);
    }
  }

  private String text() throws IOException {
    if (isPosix() && !Collections.disjoint(OTHERS, Files.getPosixFilePermissions(path))) {
      throw new IllegalArgumentException(
          "others than its owner may use the master key file: chmod 600 " + path);
    }
    return Files.readString(path);
  }

  /// Writes one new random key to a new file. If another server has just made it, that server's key
  /// counts.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public MasterKeys create(RandomGenerator random) {
    MasterKeys keys = MasterKeys.generate(random);
    Path file = path.toAbsolutePath();
    try {
      String prefix = file.getFileName() + ".";
      Path draft = Files.createTempFile(file.getParent(), prefix, ".new", attributes(OWNER_ONLY));
      try {
        write(draft, EXPLANATION + keys.current().line() + "\n");
        Files.createLink(file, draft);
        syncDirectory(file);
        return keys;
      } catch (FileAlreadyExistsException madeMeanwhile) {
        return read();
      } finally {
        Files.delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the master key file cannot be created: " + path, e);
    }
  }

  /// Writes the keys and a new random one, with the next id, to a file in place of this one; its
  /// owner, its mode and its comments stay.
  ///
  /// @return the keys that are in the file now
  /// @throws IllegalArgumentException if the file is not fit to be read, if there is no id left, or
  ///   if somebody else is writing such a file
  /// @throws UncheckedIOException if it cannot be written
  public MasterKeys addKey(RandomGenerator random) {
    try {
      // Where the path is a link, the link stays.
      var file = new MasterKeyFile(path.toRealPath());
      Path draft = file.path.resolveSibling(file.path.getFileName() + ".new");
      MasterKeys keys = file.replace(draft, random);
      syncDirectory(file.path);
      return keys;
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          "another key is being added, or that was cut short: if it was, delete " + e.getFile(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the master key file cannot be replaced: " + path, e);
    }
  }

  private MasterKeys replace(Path draft, RandomGenerator random) throws IOException {
    Set<PosixFilePermission> mode = isPosix() ? Files.getPosixFilePermissions(path) : OWNER_ONLY;
    // Of two that add a key at the same time one stops here, and neither loses the other's key.
    Files.createFile(draft, attributes(OWNER_ONLY));
    try {
      String before = text();
      MasterKeys keys = MasterKeys.parse(before).withNext(random);
      write(draft, before.stripTrailing() + "\n" + keys.current().line() + "\n");
      if (isPosix()) {
        Files.setOwner(draft, Files.getOwner(path));
        Files.setPosixFilePermissions(draft, mode);
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      return keys;
    } catch (IOException | IllegalArgumentException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /// On the disk before anything depends on it.
  private static void write(Path draft, String text) throws IOException {
    Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
  }

  /// A name is on the disk only once its directory is.
  private void syncDirectory(Path file) throws IOException {
    if (isPosix()) {
      try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private FileAttribute<?>[] attributes(Set<PosixFilePermission> mode) {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
