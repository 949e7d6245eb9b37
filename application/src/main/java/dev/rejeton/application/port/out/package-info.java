/// What the use cases need of the world. Small contracts, each kept by an adapter.
package dev.rejeton.application.port.out;
