package dev.rejeton.adapter.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An IP address, or all that begin with the same bits (RFC 4632 §3.1, RFC 4291 §2.3).
///
/// @param address the lowest of them
/// @param prefix how many bits they share
public record AddressBlock(InetAddress address, int prefix) {
  private static final Pattern NOTATION = Pattern.compile("([^/]+)(?:/(0|[1-9][0-9]{0,2}))?");

  /// More than an address is too much: `0.0.0.0/0` would be everyone.
  public AddressBlock {
    int bits = address.getAddress().length * Byte.SIZE;
    if (prefix < 1 || prefix > bits) {
      throw new IllegalArgumentException("its prefix is not between 1 and " + bits);
    }
    if (number(address).getLowestSetBit() >= 0
        && number(address).getLowestSetBit() < bits - prefix) {
      throw new IllegalArgumentException("its address has bits beyond the prefix");
    }
  }

  /// {@return the block so written, as `127.0.0.1`, `10.0.0.0/8`, `::1` or `fd00::/8`} Names of
  /// hosts are not looked up but refused, with an [IllegalArgumentException].
  public static AddressBlock parse(String text) {
    Matcher notation = NOTATION.matcher(text);
    if (!notation.matches()) {
      throw new IllegalArgumentException(text + " is neither an IP address nor a block of them");
    }
    InetAddress address =
        address(notation.group(1))
            .orElseThrow(
                () -> new IllegalArgumentException(text + " does not begin with an IP address"));
    int prefix =
        Optional.ofNullable(notation.group(2))
            .map(Integer::parseInt)
            .orElse(address.getAddress().length * Byte.SIZE);
    try {
      return new AddressBlock(address, prefix);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no block of addresses: %s".formatted(text, e.getMessage()), e);
    }
  }

  /// {@return the address so written; empty if it is none} An IPv4 address in IPv6's clothes (RFC
  /// 4291 §2.5.5.2) is the IPv4 address. A zone is refused.
  static Optional<InetAddress> address(String text) {
    // The JDK also takes 127.1 and 2130706433.
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress other) {
    int length = other.getAddress().length;
    int free = length * Byte.SIZE - prefix;
    return length == address.getAddress().length
        && number(other).shiftRight(free).equals(number(address).shiftRight(free));
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
