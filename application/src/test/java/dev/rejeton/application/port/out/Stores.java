package dev.rejeton.application.port.out;

/// The stores of one database, as a contract is given them: empty when a test begins.
public interface Stores {
  SessionStore sessions();

  UserStore users();

  AuditLog audit();

  KeyStore keys();

  DenialLog denials();

  ClientStore clients();

  /// Closes the database, and opens it again with everything in it; does nothing where nothing can
  /// be closed.
  void reopen();
}
