import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Measures servers that are started in the current directory, whose database has a user and whose
/// settings have no grace period. Needs Linux, for /proc, and nothing beyond the JDK.
public final class Footprint {
  private static final int LOADS = 3;
  private static final int REFRESHES = 10_000;
  private static final int SESSIONS = 16;
  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

  private final Path log = Path.of("log");
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, List<Double>> figures = new TreeMap<>();
  private final int port = freePort();
  private final int opsPort = freePort();

  private Footprint() throws IOException {}

  /// @param arguments the checkout, and how many starts to measure
  public static void main(String[] arguments) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(Footprint::endAll));
    var footprint = new Footprint();
    footprint.measure(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    footprint.figures.forEach(Footprint::print);
  }

  private static void endAll() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
  }

  /// Measures the kinds in turn, so that what else the machine does hits all of them alike.
  private void measure(Path checkout, int starts) throws Exception {
    ProcessBuilder packaged = command(checkout.resolve("rejeton").toString(), "serve");
    String java = javaOf(packaged);
    String jar = checkout.resolve("bootstrap/target/rejeton.jar").toString();
    Map<String, ProcessBuilder> servers = new LinkedHashMap<>();
    servers.put("./rejeton serve", packaged);
    servers.put("java -jar rejeton.jar serve", command(java, "-jar", jar, "serve"));
    for (int i = 0; i < starts; i++) {
      long begin = System.nanoTime();
      require(command(java, "-version").start().waitFor() == 0);
      add("java -version", "done after, ms", (System.nanoTime() - begin) / 1e6);
      for (var server : servers.entrySet()) {
        stop(start(server.getKey(), server.getValue()));
      }
    }
    for (int i = 0; i < LOADS; i++) {
      for (var server : servers.entrySet()) {
        Process process = start(server.getKey(), server.getValue());
        add(server.getKey(), "refreshes a second", refreshesPerSecond());
        add(server.getKey(), "resident after " + REFRESHES + " refreshes, MiB", resident(process));
        stop(process);
      }
    }
  }

  /// {@return the java that ./rejeton runs on}
  private String javaOf(ProcessBuilder server) throws Exception {
    Process process = start("./rejeton serve, not counted", server);
    String java = process.info().command().orElseThrow();
    stop(process);
    return java;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private ProcessBuilder command(String... words) {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("REJETON_LISTEN", "127.0.0.1:" + port);
    builder.environment().put("REJETON_OPS_LISTEN", "127.0.0.1:" + opsPort);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private Process start(String kind, ProcessBuilder server) throws Exception {
    long begin = System.nanoTime();
    Process process = server.start();
    while (!isReady()) {
      require(process.isAlive());
      require(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
      Thread.sleep(2);
    }
    add(kind, "ready after, ms", (System.nanoTime() - begin) / 1e6);
    // Unlike the time that passed, this hardly depends on what else the machine does.
    Duration worked = process.info().totalCpuDuration().orElseThrow();
    add(kind, "processor time until then, ms", worked.toMillis());
    add(kind, "resident then, MiB", resident(process));
    return process;
  }

  private boolean isReady() throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opsPort + "/readyz"));
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void stop(Process process) throws Exception {
    process.destroy();
    require(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private double refreshesPerSecond() throws Exception {
    var left = new AtomicInteger(REFRESHES);
    List<Callable<String>> loops = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      String login = logIn();
      loops.add(() -> {
        String held = login;
        while (left.getAndDecrement() > 0) {
          held = refresh(held);
        }
        return held;
      });
    }
    var threads = Executors.newFixedThreadPool(SESSIONS);
    long begin = System.nanoTime();
    for (var loop : threads.invokeAll(loops)) {
      loop.get();
    }
    threads.shutdown();
    return REFRESHES * 1e9 / (System.nanoTime() - begin);
  }

  private String logIn() throws Exception {
    return post(
        "/v1/login", "{\"username\":\"ada\",\"password\":\"correct horse battery staple\"}");
  }

  private String refresh(String held) throws Exception {
    String next = post("/v1/refresh", "{\"refresh_token\":\"" + held + "\"}");
    require(!next.equals(held));
    return next;
  }

  /// {@return the refresh token of the answer}
  private String post(String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    var response = http.send(request.build(), BodyHandlers.ofString());
    Matcher matcher = REFRESH_TOKEN.matcher(response.body());
    require(response.statusCode() == 200 && matcher.find());
    return matcher.group(1);
  }

  private static double resident(Process process) throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    return Integer.parseInt(status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1")) / 1024.0;
  }

  private void require(boolean asExpected) throws IOException {
    if (!asExpected) {
      throw new IllegalStateException("it does not do what it should:\n" + Files.readString(log));
    }
  }

  private void add(String kind, String what, double value) {
    String key = "%-31s %-35s".formatted(kind, what);
    figures.computeIfAbsent(key, added -> new ArrayList<>()).add(value);
  }

  /// Prints the median, the least and the most.
  private static void print(String key, List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = sorted[sorted.length / 2];
    double most = sorted[sorted.length - 1];
    System.out.printf("%s %6.0f (%.0f–%.0f)%n", key, median, sorted[0], most);
  }
}
