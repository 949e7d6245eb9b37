package canary.application.port.in;

import canary.application.AService;

/// Rule 4.
interface LooksBehind {
  AService service();
}
