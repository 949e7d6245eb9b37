package dev.rejeton.domain;

import java.time.Instant;

/// The life of a key that signs access tokens, until it is retired.
///
/// @param number keys count from one, and each has a higher number than those made before it
/// @param publishedAt since when verifiers can know it
/// @param signsFrom from when on it signs, until its successor does
public record SigningKeyLife(int number, Instant publishedAt, Instant signsFrom) {}
