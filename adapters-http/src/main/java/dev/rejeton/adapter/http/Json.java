package dev.rejeton.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;

/// JSON as it is spoken here. Written: members in snake_case, instants as RFC 3339 in UTC, ids and
/// scopes as strings. Read: strictly, no member twice, nothing after the end, no deep nesting.
final class Json {
  private static final int MAX_DEPTH = 8;
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  static void answer(Context context, Object value) {
    context.contentType("application/json").result(write(value));
  }

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a value that can be written as JSON", e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// {@return the one JSON value that the text is} Throws if the text is anything else; the message
  /// may quote it.
  static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    var module = new SimpleModule().addSerializer(new SecretSerializer());
    for (Class<?> plain :
        new Class<?>[] {
          ClientId.class, Instant.class, Scope.class, SessionId.class, UserId.class
        }) {
      module.addSerializer(plain, ToStringSerializer.instance);
    }
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .addModule(module)
        .build();
  }

  /// The one place where a secret becomes text again: in the answer to whom it was made for.
  @SuppressWarnings("serial") // nobody serializes a serializer
  private static final class SecretSerializer extends StdSerializer<Secret> {
    SecretSerializer() {
      super(Secret.class);
    }

    @Override
    public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(secret.reveal());
    }
  }
}
