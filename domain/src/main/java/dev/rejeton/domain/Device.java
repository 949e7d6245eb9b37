package dev.rejeton.domain;

/// What a user recognises a session by: the name the client gave it, and where it logged in from.
public record Device(String name, Origin loggedInFrom) {
  private static final int MAX_NAME = 128;

  public Device {
    name = Text.clean(name, MAX_NAME).strip();
  }
}
