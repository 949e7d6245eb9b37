package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Keys;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Upkeep;

/// The use cases that HTTP gives access to.
public record Ports(Logins logins, Tokens tokens, Sessions sessions, Keys keys, Upkeep upkeep) {}
