package dev.rejeton.bootstrap;

import dev.rejeton.bootstrap.SettingsSources.Written;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A real server on free ports and a real SQLite file, with a clock that can be moved.
final class TestServer implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple";

  final Settings settings;
  final DemoClock clock;
  final Server server;
  final TestClient client;

  TestServer(Path directory, Map<Setting, String> overrides) {
    this(directory, overrides, new DemoClock());
  }

  /// @param clock one that other servers may share
  TestServer(Path directory, Map<Setting, String> overrides, DemoClock clock) {
    this.clock = clock;
    this.settings = settings(directory, overrides);
    this.server = Server.start(settings, Map.of(), Worlds.with(clock));
    this.client = new TestClient(server.http().port());
  }

  TestServer(Path directory) {
    this(directory, Map.of());
  }

  static Settings settings(Path directory, Map<Setting, String> overrides) {
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    texts.put(Setting.LISTEN, "127.0.0.1:0");
    texts.put(Setting.OPS_LISTEN, "127.0.0.1:0");
    texts.put(Setting.DATABASE, directory.resolve("rejeton.db").toString());
    texts.putAll(overrides);
    Map<Setting, Written> written = new EnumMap<>(Setting.class);
    texts.forEach((key, text) -> written.put(key, new Written(text, "the test")));
    return Settings.of(written);
  }

  void addUser(String name) {
    try (OperatorDesk desk = desk()) {
      desk.operators().addUser(new Username(name), new Secret(PASSWORD), desk.origin());
    }
  }

  OperatorDesk desk() {
    return OperatorDesk.open(settings);
  }

  List<String> explain(String sid) {
    try (OperatorDesk desk = desk()) {
      return desk.operators()
          .history(new SessionId(sid))
          .map(history -> Explanation.of(history, clock.instant()))
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
