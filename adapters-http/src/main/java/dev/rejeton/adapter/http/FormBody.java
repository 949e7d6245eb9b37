package dev.rejeton.adapter.http;

import dev.rejeton.domain.Secret;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The body of a request to an OAuth endpoint: a form of parameters (RFC 6749 appendix B), of which
/// those that are known come once. Whatever it is not ends the request with a problem that names
/// the parameter, never a value.
final class FormBody {
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final Map<String, String> parameters;

  private FormBody(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /// @param known the names of the parameters that are read; others are ignored (RFC 6749 §3.2)
  static FormBody parse(byte[] content, Set<String> known) {
    var parameters = new HashMap<String, String>();
    for (String written : new String(content, StandardCharsets.ISO_8859_1).split("&", -1)) {
      String[] parts = written.split("=", 2);
      String name = decoded(parts[0]);
      String value = parts.length == 1 ? "" : decoded(parts[1]);
      if (known.contains(name)) {
        if (parameters.containsKey(name)) {
          throw OAuthError.INVALID_REQUEST.abort("The parameter " + name + " is given twice.");
        }
        parameters.put(name, value);
      }
    }
    return new FormBody(parameters);
  }

  private static String decoded(String encoded) {
    return decode(encoded)
        .orElseThrow(() -> OAuthError.INVALID_REQUEST.abort("The body is not a form in UTF-8."));
  }

  /// {@return the text that a form writes like this} It is empty if no form does.
  ///
  /// @param encoded one character for each byte
  static Optional<String> decode(String encoded) {
    if (BAD_ESCAPE.matcher(encoded).find()) {
      return Optional.empty();
    }
    var charset = StandardCharsets.ISO_8859_1;
    var bytes = ByteBuffer.wrap(URLDecoder.decode(encoded, charset).getBytes(charset));
    try {
      // A decoder that is asked directly refuses what it cannot read, and replaces nothing.
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// {@return the value of a parameter; one without a value counts as omitted (RFC 6749 §3.2)}
  Optional<String> string(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  Optional<Secret> secret(String name) {
    return string(name).map(Secret::new);
  }

  String requiredString(String name) {
    return string(name)
        .orElseThrow(
            () -> OAuthError.INVALID_REQUEST.abort("The parameter " + name + " is missing."));
  }

  Secret requiredSecret(String name) {
    return new Secret(requiredString(name));
  }
}
