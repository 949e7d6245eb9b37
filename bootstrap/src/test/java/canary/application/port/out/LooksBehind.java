package canary.application.port.out;

import canary.application.AService;

/// Rule 5.
interface LooksBehind {
  AService service();
}
