package dev.rejeton.bootstrap;

import dev.rejeton.adapter.persistence.SqliteDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the log of audit events that could not be kept.
final class DroppedEvents {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.upkeep");

  private final SqliteDatabase database;
  private long toldOf;

  DroppedEvents(SqliteDatabase database) {
    this.database = database;
  }

  void tell() {
    long dropped = database.droppedEvents();
    if (dropped > toldOf) {
      LOG.warn("{} audit events could not be kept", dropped - toldOf);
      toldOf = dropped;
    }
  }
}
