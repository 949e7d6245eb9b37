package dev.rejeton.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejeton.adapter.http.Problem.Abort;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers with problems (RFC 9457), whoever found them: an endpoint, Javalin or Jetty. What is our
/// own fault is logged, once, under the id that the answer carries.
final class Problems implements Request.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private final String issuer;

  Problems(String issuer) {
    this.issuer = issuer;
  }

  /// A problem as it goes out.
  private record Answer(int status, Map<String, String> headers, ObjectNode body) {}

  void addTo(JavalinConfig config) {
    config.routes.exception(Abort.class, (abort, context) -> answer(context, abort.problem()));
    config.routes.exception(HttpResponseException.class, this::unrouted);
    config.routes.exception(UncheckedIOException.class, this::unavailable);
    config.routes.exception(Exception.class, this::failed);
    config.router.javaLangErrorHandler(this::failed);
  }

  void answer(Context context, Problem problem) {
    answer(context, problem, UUID.randomUUID());
  }

  private void answer(Context context, Problem problem, UUID instance) {
    Answer answer = answer(problem, instance);
    context.status(answer.status());
    answer.headers().forEach(context::header);
    context.result(Json.write(answer.body()));
  }

  private void unrouted(HttpResponseException exception, Context context) {
    if (exception instanceof MethodNotAllowedResponse) {
      String allow = String.join(", ", exception.getDetails().values());
      answer(
          context,
          Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "This resource does not have this method.")
              .withHeader("Allow", allow));
    } else if (context.method().equals(HandlerType.CONNECT)) {
      answer(
          context,
          Problem.of(HttpStatus.NOT_IMPLEMENTED, "This server is no proxy.")
              .withHeader("Connection", "close"));
    } else {
      answer(context, Problem.of(HttpStatus.NOT_FOUND, "There is no such resource."));
    }
  }

  private void unavailable(UncheckedIOException exception, Context context) {
    var instance = UUID.randomUUID();
    String cause = Optional.ofNullable(exception.getCause()).map(Throwable::getMessage).orElse("");
    LOG.warn(
        "{} {} is unavailable, urn:uuid:{}: {}", context.method(), route(context), instance, cause);
    answer(
        context,
        Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "The server cannot reach what it needs."),
        instance);
  }

  private void failed(Exception exception, Context context) {
    var instance = UUID.randomUUID();
    LOG.error("{} {} failed, urn:uuid:{}", context.method(), route(context), instance, exception);
    answer(context, internalError(), instance);
  }

  private void failed(HttpServletResponse response, Error error) {
    var instance = UUID.randomUUID();
    LOG.error("A request failed, urn:uuid:{}", instance, error);
    Answer answer = answer(internalError(), instance);
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    try {
      response.getOutputStream().write(Json.write(answer.body()));
    } catch (IOException gone) {
      LOG.debug("Nobody was left to tell, urn:uuid:{}", instance, gone);
    }
  }

  /// Answers for Jetty: a request that never was one, one that came during the shutdown. There is
  /// nothing more to say on such a connection.
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Optional<Object> cause =
        Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
    int status = cause.map(Problems::status).orElseGet(response::getStatus);
    var instance = UUID.randomUUID();
    if (status == HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
      LOG.error("A request failed, urn:uuid:{}", instance, cause.orElse("for no reason given"));
    }
    Problem problem =
        Problem.of(HttpStatus.forStatus(status), "The request could not be handled.")
            .withHeader("Connection", "close");
    Answer answer = answer(problem, instance);
    response.setStatus(status);
    SecurityHeaders.addTo(response.getHeaders());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(Json.write(answer.body())), callback);
    return true;
  }

  private static int status(Object cause) {
    return cause instanceof HttpException exception
        ? exception.getCode()
        : HttpStatus.INTERNAL_SERVER_ERROR.getCode();
  }

  private static Problem internalError() {
    return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "The server failed.");
  }

  /// {@return the route, not the path: a path is what the client wrote}
  private static String route(Context context) {
    return Optional.ofNullable(context.endpoints().lastHttpEndpoint())
        .map(endpoint -> endpoint.path)
        .orElse("no route");
  }

  private Answer answer(Problem problem, UUID instance) {
    HttpStatus status = problem.status();
    ObjectNode body = Json.object();
    body.put("type", problem.type().map(this::uri).orElse("about:blank"));
    body.put("title", problem.type().map(ProblemType::title).orElse(status.getMessage()));
    body.put("status", status.getCode());
    body.put("detail", problem.detail());
    body.put("instance", "urn:uuid:" + instance);
    problem.members().forEach(body::putPOJO);
    var headers = new LinkedHashMap<>(problem.headers());
    headers.put("Content-Type", "application/problem+json");
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      headers.put("Retry-After", RETRY_AFTER_SECONDS);
    }
    if (status == HttpStatus.UNAUTHORIZED || !problem.challenge().isEmpty()) {
      headers.put("WWW-Authenticate", challenge(problem.challenge()));
    }
    return new Answer(status.getCode(), headers, body);
  }

  private String uri(ProblemType type) {
    return issuer + ProblemEndpoints.path(type);
  }

  /// A 401 has a challenge, always (RFC 9110 §15.5.2); it says why only to whom presented something
  /// (RFC 6750 §3.1).
  private String challenge(String parameters) {
    String realm = "Bearer realm=\"" + issuer + "\"";
    return parameters.isEmpty() ? realm : realm + ", " + parameters;
  }
}
