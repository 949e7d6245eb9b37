package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.Requirement;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressBlockTest {
  @Test
  @Requirement("HDR-18")
  void blockContainsWhatBeginsAsItDoes() {
    check("127.0.0.1", List.of("127.0.0.1", "::ffff:127.0.0.1"), List.of("127.0.0.2", "::1"));
    check(
        "10.0.0.0/8", List.of("10.0.0.0", "10.255.255.255"), List.of("9.255.255.255", "11.0.0.0"));
    check("192.0.2.128/25", List.of("192.0.2.128", "192.0.2.255"), List.of("192.0.2.127"));
    check("128.0.0.0/1", List.of("128.0.0.0", "255.255.255.255"), List.of("127.255.255.255"));
    check("::1", List.of("::1", "0:0:0:0:0:0:0:1"), List.of("::2", "127.0.0.1"));
    check("fd00::/8", List.of("fd00::1", "fdff::"), List.of("fc00::1", "10.0.0.1"));
    check("::ffff:192.0.2.1", List.of("192.0.2.1"), List.of("::1"));
  }

  private static void check(String block, List<String> within, List<String> without) {
    var parsed = AddressBlock.parse(block);
    within.forEach(
        address -> assertEquals(true, parsed.contains(InetAddress.ofLiteral(address)), address));
    without.forEach(
        address -> assertEquals(false, parsed.contains(InetAddress.ofLiteral(address)), address));
  }

  @Test
  void anythingElseIsRefused() {
    for (String bad :
        List.of(
            "",
            "/8",
            "localhost",
            "proxy.example",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "256.0.0.1",
            "10.0.0.0/",
            "10.0.0.0/33",
            "10.0.0.0/08",
            "10.0.0.0/-1",
            "10.0.0.0/8/8",
            "10.0.0.0/255.0.0.0",
            " 10.0.0.1",
            "[::1]",
            "fe80::1%eth0",
            "fd00::/129",
            "1::2::3",
            "*")) {
      assertThrows(IllegalArgumentException.class, () -> AddressBlock.parse(bad), bad);
    }
  }

  @Test
  void whatIsNotMeantIsSaid() {
    assertRefused(
        "10.0.0.1/8",
        "10.0.0.1/8 is no block of addresses: its address has bits beyond the prefix");
    assertRefused(
        "0.0.0.0/0", "0.0.0.0/0 is no block of addresses: its prefix is not between 1 and 32");
    assertRefused("::/0", "::/0 is no block of addresses: its prefix is not between 1 and 128");
    assertRefused("proxy.example", "proxy.example does not begin with an IP address");
  }

  private static void assertRefused(String block, String message) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> AddressBlock.parse(block), block);
    assertEquals(message, refused.getMessage());
  }
}
