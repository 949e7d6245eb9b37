package dev.rejeton.adapter.http;

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
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers with problems, whoever found them: an endpoint, Javalin or Jetty. What is our own fault
/// is logged, once, under the id that problem details carry.
final class Problems implements Request.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final String issuer;
  private final BiConsumer<Request, HttpFields.Mutable> everywhere;

  /// @param everywhere puts on an answer the fields that every answer has
  Problems(String issuer, BiConsumer<Request, HttpFields.Mutable> everywhere) {
    this.issuer = issuer;
    this.everywhere = everywhere;
  }

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
    var answer = ProblemResponse.of(problem, instance, issuer, context.path());
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
    String path = path(ServletContextResponse.getServletContextResponse(response));
    var answer = ProblemResponse.of(internalError(), instance, issuer, path);
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
    everywhere.accept(request, response.getHeaders());
    answer(response, callback, problem, instance);
    return true;
  }

  /// Answers where no endpoint is reached.
  void answer(Response response, Callback callback, Problem problem) {
    answer(response, callback, problem, UUID.randomUUID());
  }

  private void answer(Response response, Callback callback, Problem problem, UUID instance) {
    var answer = ProblemResponse.of(problem, instance, issuer, path(response));
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(Json.write(answer.body())), callback);
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

  /// {@return the path as it was sent, if that was understood}
  private static String path(Response response) {
    return Optional.ofNullable(response.getRequest().getHttpURI().getPath()).orElse("");
  }
}
