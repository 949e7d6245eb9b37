package dev.rejeton.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejeton.domain.Secret;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The body of a request: one strict JSON object of known members, each of its exact type. Whatever
/// it is not ends the request with a problem that names the member, never a value.
final class JsonBody {
  private static final int MAX_BYTES = 16 * 1024;
  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?",
          Pattern.CASE_INSENSITIVE);

  private final ObjectNode members;

  private JsonBody(ObjectNode members) {
    this.members = members;
  }

  /// {@return the body, which has to be there}
  static JsonBody required(Context context, Set<String> known) {
    byte[] content = content(context);
    requireJson(context);
    return parse(content, known);
  }

  /// {@return the body; one without members if there is none}
  static JsonBody optional(Context context, Set<String> known) {
    byte[] content = content(context);
    if (content.length == 0) {
      return new JsonBody(Json.object());
    }
    requireJson(context);
    return parse(content, known);
  }

  Optional<String> string(String name) {
    return member(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
  }

  Optional<String> nonEmptyString(String name) {
    return member(
            name, node -> node.isTextual() && !node.textValue().isEmpty(), "a non-empty string")
        .map(JsonNode::textValue);
  }

  Optional<Secret> secret(String name) {
    return nonEmptyString(name).map(Secret::new);
  }

  Optional<Boolean> flag(String name) {
    return member(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
  }

  /// {@return the problem that a member is missing}
  static Problem.Abort missing(String name) {
    return invalid("The member " + name + " is missing.");
  }

  static Problem.Abort invalid(String detail) {
    return Problem.of(ProblemType.INVALID_REQUEST, detail).abort();
  }

  private Optional<JsonNode> member(String name, Predicate<JsonNode> isRight, String what) {
    Optional<JsonNode> value = members.optional(name).filter(node -> !node.isNull());
    // Half of a surrogate pair is no character, and would become another one on its way to a hash.
    boolean isWellFormed =
        value.map(JsonNode::asText).stream()
            .allMatch(StandardCharsets.UTF_8.newEncoder()::canEncode);
    if (!isWellFormed || value.filter(isRight.negate()).isPresent()) {
      throw invalid("The member " + name + " is not " + what + ".");
    }
    return value;
  }

  private static JsonBody parse(byte[] content, Set<String> known) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (Json.read(text) instanceof ObjectNode object) {
        // The name of an unknown member is the client's text, and so it is not repeated.
        if (!object.propertyStream().map(Map.Entry::getKey).allMatch(known::contains)) {
          throw invalid("The body has a member that is not known here.");
        }
        return new JsonBody(object);
      }
    } catch (CharacterCodingException e) {
      throw invalid("The body is not UTF-8.");
    } catch (JsonProcessingException e) {
      throw invalid("The body is not strict JSON.");
    }
    throw invalid("The body is not a JSON object.");
  }

  private static byte[] content(Context context) {
    byte[] content;
    try {
      if (context.req().getContentLengthLong() > MAX_BYTES) {
        throw tooLarge();
      }
      content = context.req().getInputStream().readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw Problem.of(HttpStatus.BAD_REQUEST, "The body could not be read to its end.")
          .withHeader("Connection", "close")
          .abort();
    }
    if (content.length > MAX_BYTES) {
      throw tooLarge();
    }
    return content;
  }

  /// The rest of the body is not read; the connection is of no use any more.
  private static Problem.Abort tooLarge() {
    return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "The body has more than 16384 bytes.")
        .withHeader("Connection", "close")
        .abort();
  }

  private static void requireJson(Context context) {
    String encoding = Headers.first(context, "Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must not be encoded.")
          .withHeader("Accept-Encoding", "identity")
          .abort();
    }
    String type = Headers.first(context, "Content-Type").orElse("");
    if (!JSON_TYPE.matcher(type).matches()) {
      throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON in UTF-8.")
          .withHeader("Accept", "application/json")
          .abort();
    }
  }
}
