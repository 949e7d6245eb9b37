package dev.rejeton.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Stream;

/// A JSON document that anyone may read, and keep for a while (RFC 9111).
final class PublicDocument {
  private PublicDocument() {}

  /// Answers with the document, or with no more than that it has not changed (RFC 9110 §15.4.5).
  static void answer(Context context, Object document) {
    byte[] content = Json.write(document);
    // Made from the content by MD5, which will do: both sides of the comparison are ours.
    String tag = "\"" + UUID.nameUUIDFromBytes(content) + "\"";
    SecurityHeaders.openToAll(context);
    context.header("ETag", tag);
    if (isKnown(context, tag)) {
      Routes.bare(context, HttpStatus.NOT_MODIFIED);
    } else {
      context.contentType("application/json").result(content);
    }
  }

  /// RFC 9110 §13.1.2: a list, in one header or several, compared weakly.
  private static boolean isKnown(Context context, String tag) {
    return Collections.list(context.req().getHeaders("If-None-Match")).stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(String::strip)
        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
  }
}
