package canary.adapter.left;

import canary.application.AService;

/// Rule 3.
record CallsAService(AService service) {}
