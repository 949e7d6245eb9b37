package dev.rejeton.bootstrap;

/// The command line's entry point.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int exitCode = new Shell(Terminal.system()).run(arguments);
    if (exitCode != Shell.OK) {
      System.exit(exitCode);
    }
  }
}
