package dev.rejeton.domain;

import java.util.List;
import java.util.regex.Pattern;

/// The resources that access tokens are for (`aud`, RFC 7519 §4.1.3): names, usually URLs, each
/// once and in order. Without any it is the audience that the server is configured with.
public record Audience(List<String> resources) {
  private static final Pattern RESOURCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,255}");

  public static final Audience OWN = new Audience(List.of());

  public Audience {
    resources = resources.stream().distinct().toList();
    if (!resources.stream().allMatch(resource -> RESOURCE.matcher(resource).matches())) {
      throw new IllegalArgumentException("a resource is a URL or a word, without spaces");
    }
  }

  public static Audience of(String resource) {
    return new Audience(List.of(resource));
  }

  /// {@return the resources written with spaces between them}
  public static Audience parse(String written) {
    return new Audience(Text.words(written));
  }

  public boolean isOwn() {
    return resources.isEmpty();
  }

  public boolean contains(String resource) {
    return resources.contains(resource);
  }

  /// {@return this audience by name}
  ///
  /// @param own what the server's own is called
  public Audience named(Audience own) {
    return isOwn() ? own : this;
  }

  /// {@return whether there is a resource in both} For audiences by name.
  public boolean meets(Audience other) {
    return other.resources.stream().anyMatch(this::contains);
  }

  @Override
  public String toString() {
    return String.join(" ", resources);
  }
}
