package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Upkeep;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Health, for whoever runs the server: `/healthz` says that the process answers, `/readyz` that it
/// can do its work.
final class OpsEndpoints {
  private final Upkeep upkeep;
  private final AtomicBoolean draining = new AtomicBoolean();

  OpsEndpoints(Upkeep upkeep) {
    this.upkeep = upkeep;
  }

  private record Health(String status) {
    static final Health OK = new Health("ok");
  }

  void addTo(Routes routes) {
    routes.add("/healthz", Map.of(HandlerType.GET, context -> Json.answer(context, Health.OK)));
    routes.add("/readyz", Map.of(HandlerType.GET, this::ready));
  }

  /// From now on the server is not ready.
  void drain() {
    draining.set(true);
  }

  private void ready(Context context) {
    if (draining.get()) {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "The server is shutting down.").abort();
    }
    upkeep.checkReadiness();
    Json.answer(context, Health.OK);
  }
}
