package dev.rejeton.adapter.crypto;

import java.util.function.Supplier;

/// The master keys that a running server works with: those it was started with, until its file has
/// got one more.
public final class MasterKeyRing {
  private volatile MasterKeys keys;
  private volatile boolean isBehind;

  public MasterKeyRing(MasterKeys keys) {
    this.keys = keys;
  }

  /// Works with these keys from now on.
  ///
  /// @throws WrongMasterKey if a key is not among them that was until now; all is then as it was
  public synchronized void replace(MasterKeys next) {
    keys.requireAllIn(next);
    keys = next;
    isBehind = false;
  }

  /// Works with the keys as they are now.
  ///
  /// @throws WrongMasterKey if one that the database was used with is not among them; until a later
  ///   call finds it, a token made under a key that is not here is taken for no forgery
  public void reload(Supplier<MasterKeys> source) {
    try {
      replace(source.get());
    } catch (WrongMasterKey behind) {
      isBehind = true;
      throw behind;
    }
  }

  boolean isBehind() {
    return isBehind;
  }

  MasterKeys keys() {
    return keys;
  }
}
