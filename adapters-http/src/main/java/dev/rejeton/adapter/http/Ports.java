package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Clients;
import dev.rejeton.application.port.in.Introspections;
import dev.rejeton.application.port.in.Keys;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Upkeep;

/// The use cases that HTTP gives access to.
public record Ports(
    Clients clients,
    Logins logins,
    Tokens tokens,
    Introspections introspections,
    Sessions sessions,
    Keys keys,
    Upkeep upkeep) {}
