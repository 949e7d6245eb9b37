package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A socket that says what no HTTP library would.
final class RawClient implements AutoCloseable {
  static final String HOST = "Host: auth.example.test";

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 100;

  private final Socket socket;
  private final PushbackInputStream in;

  RawClient(int port) throws IOException {
    this(new Socket("127.0.0.1", port));
  }

  /// @param socket that is connected already
  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new PushbackInputStream(socket.getInputStream());
  }

  /// Sends lines as they are, each with CR LF after it.
  RawClient send(String... lines) throws IOException {
    return write(String.join("\r\n", lines) + "\r\n");
  }

  /// Sends the beginning of a login in JSON, and lines as they are after it.
  RawClient sendLogin(String... lines) throws IOException {
    send("POST /v1/login HTTP/1.1", HOST, "Content-Type: application/json");
    return send(lines);
  }

  RawClient write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /// {@return whether the server begins to answer within a tenth of a second}
  boolean isAnswered() throws IOException {
    socket.setSoTimeout(PAUSE_MILLIS);
    try {
      in.unread(in.read());
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /// {@return whether the server has closed the connection, or does within a tenth of a second,
  /// whatever it says before}
  boolean isClosed() throws IOException {
    socket.setSoTimeout(PAUSE_MILLIS);
    try {
      in.readAllBytes();
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    } catch (SocketException reset) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /// {@return the next response, to a request whose answer has a length and content}
  Reply reply() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertTrue(next >= 0, head.toString());
      head.append((char) next);
    }
    Reply headers = reply(head.toString());
    int length = Integer.parseInt(headers.header("Content-Length"));
    String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    return new Reply(headers.status(), headers.headers(), body);
  }

  /// {@return the first response} Whatever comes after it must be nothing: the server closes.
  Reply lastReply() throws IOException {
    return reply(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  private static Reply reply(String all) {
    int end = all.indexOf("\r\n\r\n");
    assertTrue(end > 0, all);
    List<String> head = List.of(all.substring(0, end).split("\r\n"));
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    String body = all.substring(end + 4);
    int status = Integer.parseInt(head.getFirst().split(" ")[1]);
    return new Reply(status, headers, body);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
