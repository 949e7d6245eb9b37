package dev.rejeton.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejeton.domain.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The body of a request: one strict JSON object of known members, each of its exact type. Whatever
/// it is not ends the request with a problem that names the member, never a value.
final class JsonBody {
  private final ObjectNode members;

  private JsonBody(ObjectNode members) {
    this.members = members;
  }

  /// {@return a body without members}
  static JsonBody empty() {
    return new JsonBody(Json.object());
  }

  /// @param known the names that a member may have
  static JsonBody parse(byte[] content, Set<String> known) {
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
}
