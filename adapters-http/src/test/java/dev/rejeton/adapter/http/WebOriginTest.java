package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebOriginTest {
  @Test
  void originIsSchemeHostAndPort() {
    for (String origin :
        List.of(
            "https://app.example",
            "https://app.example:8443",
            "https://192.0.2.7",
            "https://[2001:db8::7]:8443",
            "http://localhost",
            "http://localhost:5173",
            "http://127.0.0.1:3000",
            "http://[::1]:3000")) {
      assertEquals(origin, WebOrigin.parse(origin).value());
      assertEquals(WebOrigin.parse(origin), WebOrigin.parse(origin));
    }
  }

  @Test
  void upperCaseIsWhatBrowsersMakeOfIt() {
    assertEquals("https://app.example", WebOrigin.parse("HTTPS://App.Example").value());
  }

  @Test
  @Requirement("COR-01")
  void anythingElseIsNoOrigin() {
    for (String bad :
        List.of(
            "",
            "null",
            "*",
            "https://*",
            "https://*.app.example",
            "app.example",
            "https://",
            "https://app.example/",
            "https://app.example/path",
            "https://app.example?x",
            "https://app.example#x",
            "https://ada@app.example",
            "https://app.example.",
            "https://.app.example",
            "https://app.example:",
            "https://app.example:0",
            "https://app.example:0443",
            "https://app.example:65536",
            "https://app.example:99999999",
            "https://app.example https://b.example",
            "https://bücher.example",
            "ftp://app.example",
            "file://")) {
      assertThrows(IllegalArgumentException.class, () -> WebOrigin.parse(bad), bad);
    }
  }

  @Test
  void portThatBrowsersLeaveOutIsLeftOut() {
    for (String bad : List.of("https://app.example:443", "http://localhost:80")) {
      var refused = assertThrows(IllegalArgumentException.class, () -> WebOrigin.parse(bad), bad);
      String port = bad.substring(bad.lastIndexOf(':'));
      assertEquals(
          bad + " names the port that browsers leave out; leave out " + port, refused.getMessage());
    }
    assertEquals("http://localhost:443", WebOrigin.parse("http://localhost:443").value());
  }

  @Test
  @Requirement("COR-01")
  void plainHttpIsForThisMachineOnly() {
    for (String bad :
        List.of(
            "http://app.example",
            "http://localhost.example",
            "http://192.168.0.1",
            "http://128.0.0.1",
            "http://[::2]")) {
      var refused = assertThrows(IllegalArgumentException.class, () -> WebOrigin.parse(bad), bad);
      assertEquals(bad + " is plain http of another machine; use https", refused.getMessage());
    }
  }
}
