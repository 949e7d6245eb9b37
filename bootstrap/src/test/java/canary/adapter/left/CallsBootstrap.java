package canary.adapter.left;

import canary.bootstrap.StartsJavalin;

/// Rule 3.
record CallsBootstrap(StartsJavalin bootstrap) {}
