/// The proof that a second transport changes nothing else: a client of the inbound ports that
/// speaks in lines of text. It is here for its test, and is no part of what is delivered.
package dev.rejeton.adapter.terminal;
