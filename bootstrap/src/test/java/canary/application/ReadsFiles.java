package canary.application;

import java.nio.file.Path;

/// Rule 2.
record ReadsFiles(Path file) {}
