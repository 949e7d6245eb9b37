package canary.bootstrap;

import io.javalin.Javalin;

/// Rule 9: the server is for its adapter to start.
public record StartsJavalin(Javalin server) {}
