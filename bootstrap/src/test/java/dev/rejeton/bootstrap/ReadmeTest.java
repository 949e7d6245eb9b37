package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's transcript, run by a shell as a reader would run it; only the two ports are others.
class ReadmeTest {
  private static final Pattern STEP =
      Pattern.compile("```sh\\n(.*?)```\\n+```text\\n(.*?)```", Pattern.DOTALL);
  private static final String SEPARATOR = "---- next step ----";

  @TempDir Path directory;

  private record Step(String commands, String expected) {}

  private static List<Step> steps() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int from = readme.indexOf("<!-- transcript");
    int to = readme.indexOf("<!-- end of transcript");
    Matcher matcher = STEP.matcher(readme.substring(from, to));
    List<Step> steps = new ArrayList<>();
    while (matcher.find()) {
      steps.add(new Step(matcher.group(1), matcher.group(2)));
    }
    return steps;
  }

  @Test
  void theTranscriptIsTrueWordForWord() throws Exception {
    List<Step> steps = steps();
    assertTrue(steps.size() >= 6, "the transcript was not found");
    String[] printed = run(steps).split(Pattern.quote(SEPARATOR + "\n"), -1);
    for (int i = 0; i < steps.size(); i++) {
      String expected = steps.get(i).expected();
      String output = printed[i];
      assertTrue(output.matches(pattern(expected)), () -> expected + "\nbut\n" + output);
    }
  }

  private static String pattern(String expected) {
    return Stream.of(expected.split("\n"))
        .map(line -> line.equals("…") ? "(.*\\n)*" : pattern(line, ".*") + "\\n")
        .collect(Collectors.joining());
  }

  private static String pattern(String line, String anything) {
    return Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(anything));
  }

  private String run(List<Step> steps) throws Exception {
    String port = Integer.toString(freePort());
    String opsPort = Integer.toString(freePort());
    writeStarter();
    StringBuilder script =
        new StringBuilder("set -meu\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n");
    for (Step step : steps) {
      script.append(step.commands()).append("echo '").append(SEPARATOR).append("'\n");
    }
    Path file =
        Files.writeString(
            directory.resolve("transcript.sh"),
            script.toString().replace(":8080", ":" + port).replace(":8081", ":" + opsPort));
    Path output = directory.resolve("output");
    var builder =
        new ProcessBuilder("bash", file.toString())
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("errors").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "REJETON_LISTEN", "127.0.0.1:" + port,
                "REJETON_OPS_LISTEN", "127.0.0.1:" + opsPort));
    Process process = builder.start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    String errors = Files.readString(directory.resolve("errors"));
    assertEquals(0, process.exitValue(), errors);
    return Files.readString(output);
  }

  /// Stands in for the script of the same name, which would build the jar that this build is
  /// making.
  private void writeStarter() throws IOException {
    Path starter =
        Files.writeString(
            directory.resolve("rejeton"),
            "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
    Files.setPosixFilePermissions(starter, PosixFilePermissions.fromString("rwx------"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
