/// The stores on a relational database, by way of Jdbi. SQL is written out, and what a row means is
/// said beside it; nothing is mapped by itself.
package dev.rejeton.adapter.persistence;
