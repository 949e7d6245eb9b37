package dev.rejeton.adapter.crypto;

/// The database was used with a master key that is not among those given. The message says which
/// one and what to do; it never holds a key.
public final class WrongMasterKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String WHAT_TO_DO =
      ": restore the master key file that belongs to this database, or start with a new database";

  private WrongMasterKey(String what) {
    super(what + WHAT_TO_DO);
  }

  static WrongMasterKey missing(int id) {
    return new WrongMasterKey("master key " + id + ", used with this database, is missing");
  }

  static WrongMasterKey other(int id) {
    return new WrongMasterKey("master key " + id + " is not the one this database was used with");
  }
}
