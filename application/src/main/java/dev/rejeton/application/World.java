package dev.rejeton.application;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What no use case may make up: the time, in whole milliseconds, and unguessable bits.
public record World(InstantSource clock, RandomGenerator random) {}
