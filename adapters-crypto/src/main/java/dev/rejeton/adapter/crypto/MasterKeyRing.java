package dev.rejeton.adapter.crypto;

/// The master keys that a running server works with: those it was started with, until its file has
/// got one more.
public final class MasterKeyRing {
  private volatile MasterKeys keys;

  public MasterKeyRing(MasterKeys keys) {
    this.keys = keys;
  }

  /// Works with these keys from now on.
  ///
  /// @throws WrongMasterKey if a key is not among them that was until now; all is then as it was
  public synchronized void replace(MasterKeys next) {
    keys.requireAllIn(next);
    keys = next;
  }

  MasterKeys keys() {
    return keys;
  }
}
