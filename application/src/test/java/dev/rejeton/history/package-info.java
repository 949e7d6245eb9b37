/// Histories: what many threads asked about one session at the same time and were answered by the
/// real services over a store, and whether some order of the calls explains every answer.
package dev.rejeton.history;
