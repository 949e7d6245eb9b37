package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Everything a body must not be. The table is what the display names of the tests print.
class BadBodyTest {
  @AutoClose private final TestServer server = new TestServer();

  private record Bad(String name, int status, String type, String detail, byte[] body) {}

  private static Bad bad(String name, String detail, String body) {
    return new Bad(name, 400, "invalid-request", detail, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Bad notStrict(String name, String body) {
    return bad(name, "The body is not strict JSON.", body);
  }

  private static Bad login(String name, String detail, String username, String password) {
    return bad(name, detail, "{\"username\": " + username + ", \"password\": " + password + "}");
  }

  private static Bad encoded(String name, Charset charset) {
    byte[] body = "{\"username\": \"ada\", \"password\": \"pä\"}".getBytes(charset);
    return new Bad(name, 400, "invalid-request", "The body is not", body);
  }

  @TestFactory
  @Requirement({"LGN-08", "PRB-01"})
  Stream<DynamicTest> bodyThatIsNotStrictIsRefused() {
    String user = "The member username is not a non-empty string.";
    return Stream.of(
            bad("empty", "The body is not a JSON object.", ""),
            bad("blank", "The body is not a JSON object.", "  \n"),
            notStrict("not closed", "{\"username\": \"ada\""),
            notStrict("trailing garbage", "{\"username\": \"a\", \"password\": \"x\"} x"),
            notStrict("two documents", "{\"username\": \"a\", \"password\": \"x\"}{}"),
            notStrict("trailing comma", "{\"username\": \"a\", \"password\": \"x\",}"),
            notStrict("member twice", "{\"username\": \"a\", \"username\": \"b\"}"),
            notStrict("member twice, once escaped", "{\"username\": \"a\", \"\\u0075sername\": 1}"),
            notStrict("comment", "{/* a */\"username\": \"a\"}"),
            notStrict("line comment", "{\"username\": \"a\" // b\n}"),
            notStrict("single quotes", "{'username': 'a'}"),
            notStrict("name without quotes", "{username: \"a\"}"),
            notStrict("NaN", "{\"username\": NaN}"),
            notStrict("Infinity", "{\"username\": -Infinity}"),
            notStrict("leading zero", "{\"username\": 01}"),
            notStrict("leading plus", "{\"username\": +1}"),
            notStrict("hexadecimal", "{\"username\": 0x1}"),
            notStrict("control character", "{\"username\": \"a\nb\"}"),
            notStrict("unknown escape", "{\"username\": \"\\x41\"}"),
            notStrict("byte order mark", "\uFEFF{\"username\": \"a\", \"password\": \"x\"}"),
            notStrict("nesting", "{\"username\": " + "[".repeat(8_000) + "]".repeat(8_000) + "}"),
            notStrict("nesting of objects", "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)),
            notStrict("a number of 10,000 digits", "{\"username\": " + "9".repeat(10_000) + "}"),
            bad("array", "The body is not a JSON object.", "[]"),
            bad("string", "The body is not a JSON object.", "\"ada\""),
            bad("null", "The body is not a JSON object.", "null"),
            bad("empty object", "The member username is missing.", "{}"),
            bad("no password", "The member password is missing.", "{\"username\": \"ada\"}"),
            login("null user", "The member username is missing.", "null", "\"x\""),
            login("empty user", user, "\"\"", "\"x\""),
            login("number for a user", user, "1", "\"x\""),
            login("huge number for a user", user, "1e999999999", "\"x\""),
            login("boolean for a user", user, "true", "\"x\""),
            login("array for a user", user, "[\"ada\"]", "\"x\""),
            login("object for a user", user, "{\"$ne\": \"\"}", "\"x\""),
            login("lone surrogate", user, "\"\\ud800\"", "\"x\""),
            login(
                "lone surrogate in the password",
                "The member password is not a non-empty string.",
                "\"ada\"",
                "\"\\udc00x\""),
            login("null password", "The member password is missing.", "\"ada\"", "null"),
            login(
                "number for a password",
                "The member password is not a non-empty string.",
                "\"ada\"",
                "12"),
            login(
                "empty password",
                "The member password is not a non-empty string.",
                "\"ada\"",
                "\"\""),
            login(
                "string for remember",
                "The member remember is not true or false.",
                "\"ada\"",
                "\"x\", \"remember\": \"true\""),
            login(
                "number for remember",
                "The member remember is not true or false.",
                "\"ada\"",
                "\"x\", \"remember\": 1"),
            login(
                "number for a device",
                "The member device_name is not a string.",
                "\"ada\"",
                "\"x\", \"device_name\": 1"),
            login(
                "unknown member",
                "The body has a member that is not known here.",
                "\"ada\"",
                "\"x\", \"correct horse battery staple\": 1"),
            encoded("ISO 8859-1", StandardCharsets.ISO_8859_1),
            encoded("UTF-16", StandardCharsets.UTF_16),
            encoded("UTF-32", Charset.forName("UTF-32BE")),
            new Bad(
                "overlong UTF-8",
                400,
                "invalid-request",
                "The body is not UTF-8.",
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'}),
            new Bad(
                "20,000 bytes",
                413,
                "about:blank",
                "The body has more than 16384 bytes.",
                ("{\"username\": \"" + "a".repeat(20_000) + "\"}")
                    .getBytes(StandardCharsets.UTF_8)))
        .map(bad -> DynamicTest.dynamicTest(bad.name() + " → " + bad.status(), () -> check(bad)));
  }

  private void check(Bad bad) {
    Reply reply =
        server
            .postBytes("/v1/login", bad.body(), "Content-Type", TestServer.JSON)
            .assertProblem(bad.status(), bad.type());
    String detail = reply.json().path("detail").textValue();
    assertEquals(
        bad.detail(), detail.substring(0, Math.min(bad.detail().length(), detail.length())));
    assertEquals(List.of(), server.canned.attempts);
  }
}
