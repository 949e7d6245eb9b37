/// What the world may ask of Rejeton: one interface for each kind of caller.
package dev.rejeton.application.port.in;
