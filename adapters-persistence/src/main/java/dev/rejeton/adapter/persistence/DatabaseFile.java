package dev.rejeton.adapter.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The file a database is in, and no other that may take its place later.
///
/// @param path absolute
/// @param key what the file system knows the file by, where it has such a key
record DatabaseFile(Path path, Optional<Object> key) {

  /// {@return a file that exists}
  ///
  /// @throws UncheckedIOException if it does not
  static DatabaseFile existing(Path file) {
    Path path = file.toAbsolutePath();
    try {
      return new DatabaseFile(path, key(path));
    } catch (NoSuchFileException missing) {
      throw new UncheckedIOException("there is no database " + path, missing);
    } catch (IOException failure) {
      throw failed("open", path, failure);
    }
  }

  /// {@return a file that exists now} Created before SQLite does, which would let others read it.
  /// The files SQLite puts beside it get the same permissions.
  ///
  /// @throws UncheckedIOException if it did not exist and cannot be created
  static DatabaseFile created(Path file) {
    Path path = file.toAbsolutePath();
    try {
      Files.createFile(path, ownerOnly(path));
    } catch (FileAlreadyExistsException opened) {
      // The usual case: it is opened, not created.
    } catch (NoSuchFileException missing) {
      throw new UncheckedIOException("there is no directory for the database " + path, missing);
    } catch (IOException failure) {
      throw failed("create", path, failure);
    }
    return existing(path);
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[] {};
  }

  static UncheckedIOException failed(String verb, Path path, IOException failure) {
    // The message of this one is the path and nothing else.
    String cause =
        failure instanceof AccessDeniedException ? "permission denied" : failure.getMessage();
    return new UncheckedIOException(
        "cannot " + verb + " the database " + path + ": " + cause, failure);
  }

  /// @throws UncheckedIOException if the path no longer leads to this file
  void check() {
    try {
      // As long as SQLite has the file open, no other can get its key.
      if (!key(path).equals(key)) {
        throw new NoSuchFileException(path.toString());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the database file " + path + " was removed or replaced", failure);
    }
  }

  private static Optional<Object> key(Path path) throws IOException {
    return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
  }
}
