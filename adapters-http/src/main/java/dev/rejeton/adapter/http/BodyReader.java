package dev.rejeton.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes the bodies of requests: JSON or forms, as they are, neither too long nor too slow.
/// Anything else ends the request with a problem.
final class BodyReader {
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MOST_DISCARDED_BYTES = 2 * 1024 * 1024;

  private static final String IN_UTF_8 = "\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?";

  private final Duration patience;

  /// What a body may be.
  private enum MediaType {
    JSON("application/json", "The body must be JSON in UTF-8."),
    FORM("application/x-www-form-urlencoded", "The body must be a form in UTF-8.");

    private final String type;
    private final String demand;
    private final Pattern spelling;

    MediaType(String type, String demand) {
      this.type = type;
      this.demand = demand;
      this.spelling = Pattern.compile(Pattern.quote(type) + IN_UTF_8, Pattern.CASE_INSENSITIVE);
    }
  }

  /// @param patience how long a body may take to come
  BodyReader(Duration patience) {
    this.patience = patience;
  }

  /// {@return the body, which has to be there}
  JsonBody required(Context context, Set<String> known) {
    byte[] content = content(context);
    require(MediaType.JSON, context);
    return JsonBody.parse(content, known);
  }

  /// {@return the body; one without members if there is none}
  JsonBody optional(Context context, Set<String> known) {
    byte[] content = content(context);
    if (content.length == 0) {
      return JsonBody.empty();
    }
    require(MediaType.JSON, context);
    return JsonBody.parse(content, known);
  }

  /// {@return the body, which has to be there}
  FormBody form(Context context, Set<String> known) {
    byte[] content = content(context);
    require(MediaType.FORM, context);
    return FormBody.parse(content, known);
  }

  private byte[] content(Context context) {
    long announced = context.req().getContentLengthLong();
    if (announced > MOST_DISCARDED_BYTES) {
      throw tooLong();
    }
    long begun = System.nanoTime();
    try {
      InputStream in = context.req().getInputStream();
      if (announced > MAX_BYTES) {
        discard(in, begun);
        throw tooLong();
      }
      return read(in, begun);
    } catch (IOException e) {
      // Jetty gives up on a body of which nothing comes at all.
      throw isLate(begun)
          ? tooSlow()
          : broken(HttpStatus.BAD_REQUEST, "The body could not be read to its end.");
    }
  }

  private byte[] read(InputStream in, long begun) throws IOException {
    byte[] content = new byte[MAX_BYTES + 1];
    int length = 0;
    int count = in.read(content);
    while (count >= 0) {
      length += count;
      if (length > MAX_BYTES) {
        throw tooLong();
      }
      // Looked at between two reads, each of which the connection's idle timeout bounds.
      if (isLate(begun)) {
        throw tooSlow();
      }
      count = in.read(content, length, content.length - length);
    }
    return Arrays.copyOf(content, length);
  }

  /// Reads a body to its end and throws it away: a client that still writes when the connection is
  /// closed may never see the answer.
  private void discard(InputStream in, long begun) throws IOException {
    byte[] waste = new byte[MAX_BYTES];
    int count = in.read(waste);
    while (count >= 0 && !isLate(begun)) {
      count = in.read(waste);
    }
  }

  private boolean isLate(long begun) {
    return System.nanoTime() - begun > patience.toNanos();
  }

  private static Problem.Abort tooLong() {
    return broken(
        HttpStatus.CONTENT_TOO_LARGE, "The body has more than %d bytes.".formatted(MAX_BYTES));
  }

  private static Problem.Abort tooSlow() {
    return broken(HttpStatus.REQUEST_TIMEOUT, "The body took too long to come.");
  }

  /// What is left of the body is not read; the connection is of no use any more.
  private static Problem.Abort broken(HttpStatus status, String detail) {
    return Problem.of(status, detail).withHeader("Connection", "close").abort();
  }

  private static void require(MediaType expected, Context context) {
    if (!header(context, "Content-Encoding").orElse("identity").equalsIgnoreCase("identity")) {
      throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must not be encoded.")
          .withHeader("Accept-Encoding", "identity")
          .abort();
    }
    if (!expected.spelling.matcher(header(context, "Content-Type").orElse("")).matches()) {
      throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, expected.demand)
          .withHeader("Accept", expected.type)
          .abort();
    }
  }

  private static Optional<String> header(Context context, String name) {
    return Optional.ofNullable(context.header(name));
  }
}
