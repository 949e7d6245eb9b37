package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rejeton.adapter.crypto.MasterKey.Purpose;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Private keys sealed under a master key (AES-256-GCM, NIST SP 800-38D), as text: `<master key
/// id>.<nonce>.<ciphertext>`, the latter two in base64url. What is sealed under one name opens
/// under no other.
final class KeyWrap {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private static final Pattern SEALED =
      Pattern.compile("([0-9]{1,3})\\.([A-Za-z0-9_-]{16})\\.([A-Za-z0-9_-]+)");

  private KeyWrap() {}

  static String seal(byte[] privateKey, String name, MasterKey masterKey, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, masterKey, nonce, name);
      byte[] ciphertext = cipher.doFinal(privateKey);
      return masterKey.id() + "." + Base64Url.encode(nonce) + "." + Base64Url.encode(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + CIPHER, e);
    }
  }

  /// @throws WrongMasterKey if the master key it was sealed under is not at hand
  /// @throws GeneralSecurityException if it, its name or the master key is not what it was
  static byte[] open(String sealed, String name, MasterKeys masterKeys)
      throws GeneralSecurityException {
    Matcher parts = SEALED.matcher(sealed);
    if (!parts.matches()) {
      throw new GeneralSecurityException("not a sealed key");
    }
    MasterKey masterKey = masterKeys.require(Integer.parseInt(parts.group(1)));
    byte[] nonce = Base64Url.decode(parts.group(2)).orElseThrow(GeneralSecurityException::new);
    byte[] ciphertext = Base64Url.decode(parts.group(3)).orElseThrow(GeneralSecurityException::new);
    return cipher(Cipher.DECRYPT_MODE, masterKey, nonce, name).doFinal(ciphertext);
  }

  static boolean isSealedUnder(MasterKey masterKey, String sealed) {
    return sealed.startsWith(masterKey.id() + ".");
  }

  private static Cipher cipher(int mode, MasterKey masterKey, byte[] nonce, String name)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    var parameters = new GCMParameterSpec(TAG_BITS, nonce);
    cipher.init(mode, masterKey.derived(Purpose.SIGNING_KEY_WRAP), parameters);
    cipher.updateAAD(name.getBytes(UTF_8));
    return cipher;
  }
}
