package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A JSON object that every parser reads alike: one complete object in true UTF-8, no member twice
/// anywhere in it, nothing around it, a few levels deep.
final class JsonObject {
  private static final int MAX_DEPTH = 8;

  /// The last second of the year 9999.
  private static final long MAX_SECONDS = 253_402_300_799L;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // The names in a forgery are not worth remembering.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /// Strings, integers as [Long], lists and objects; of anything else only what kind it is.
  private final Map<String, Object> members;

  private JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  /// {@return the object, unless the bytes are not one or leave room for two readings}
  static Optional<JsonObject> parse(byte[] utf8) {
    try {
      // Jackson's own decoder would guess an encoding, and is not strict about UTF-8.
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      try (JsonParser json = JSON.createParser(text)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          return Optional.empty();
        }
        JsonObject object = object(json);
        return json.nextToken() == null ? Optional.of(object) : Optional.empty();
      }
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  private static JsonObject object(JsonParser json) throws IOException {
    Map<String, Object> members = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json));
    }
    return new JsonObject(members);
  }

  private static List<Object> array(JsonParser json) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
    }
    return values;
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      default -> json.currentToken();
    };
  }

  Set<String> names() {
    return members.keySet();
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /// {@return the member, if it is a string}
  Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /// {@return the member, if it is an array of strings and nothing else}
  Optional<List<String>> texts(String name) {
    return Optional.ofNullable(members.get(name))
        .filter(value ->
            value instanceof List<?> list && list.stream().allMatch(String.class::isInstance))
        .map(value -> ((List<?>) value).stream().map(String.class::cast).toList());
  }

  /// {@return the member, if it is a NumericDate (RFC 7519 §2) in whole seconds of this era}
  Optional<Instant> instant(String name) {
    return Optional.ofNullable(members.get(name))
        .filter(value -> value instanceof Long seconds && seconds >= 0 && seconds <= MAX_SECONDS)
        .map(value -> Instant.ofEpochSecond((Long) value));
  }
}
