package canary.adapter.crypto;

import com.fasterxml.jackson.databind.ObjectMapper;

/// Rule 9: the cryptography may read JSON as a stream, and no more.
record BindsJson(ObjectMapper json) {}
