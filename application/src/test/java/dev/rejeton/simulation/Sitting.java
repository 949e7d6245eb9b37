package dev.rejeton.simulation;

import java.time.Instant;

/// A time somebody spends at a device.
///
/// @param tabs how many pages are open, all with one cookie jar
record Sitting(Instant from, Instant to, int tabs) {}
