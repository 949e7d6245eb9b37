/// The use cases. Each service keeps an inbound port or two: it asks the stores, lets the domain
/// decide, and stores what was decided. Everything that can happen is a value; what is thrown is a
/// broken world, and passes through.
package dev.rejeton.application;
