package dev.rejeton.bootstrap;

import dev.rejeton.domain.Secret;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What a command is run from: its output, its input and its environment.
record Terminal(PrintWriter out, PrintWriter err, Reader in, Map<String, String> environment) {
  static Terminal system() {
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        // Refuses what is not UTF-8, which would be replaced by a sign nobody typed.
        new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()),
        System.getenv());
  }

  /// Asks for a new password: twice and unseen where somebody types, else the first line of the
  /// input. Never an argument: arguments are seen by every process of the machine.
  ///
  /// @return the password, unless it is empty or was not typed the same twice
  Optional<Secret> readNewPassword() {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return (console.isPresent() ? typedTwice(console.get()) : firstLine())
        .filter(text -> !text.isEmpty())
        .map(Secret::new);
  }

  /// Shows a secret to whoever asked for it to be made. The only way one is printed.
  void show(String label, Secret secret) {
    out.println(label + secret.reveal());
  }

  private static Optional<String> typedTwice(Console console) {
    Optional<String> first = typed(console, "Password: ");
    return first.isPresent() ? first.filter(typed(console, "Again: ").orElse("")::equals) : first;
  }

  /// {@return what was typed, unless the input ended}
  private static Optional<String> typed(Console console, String prompt) {
    return Optional.ofNullable(console.readPassword(prompt)).map(String::new);
  }

  private Optional<String> firstLine() {
    try {
      return Optional.ofNullable(new BufferedReader(in).readLine());
    } catch (IOException e) {
      throw new UncheckedIOException("standard input is not text in UTF-8", e);
    }
  }
}
