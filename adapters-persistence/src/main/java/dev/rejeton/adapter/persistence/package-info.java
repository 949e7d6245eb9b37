/// The stores on a relational database, by way of Jdbi. SQL is written out, and each table has one
/// class that knows its columns in both directions.
package dev.rejeton.adapter.persistence;
