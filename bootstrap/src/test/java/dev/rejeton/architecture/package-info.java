/// The rules of the architecture, and the proof that each of them bites.
package dev.rejeton.architecture;
