/// Rejeton over HTTP: JSON in and out, problem details for everything that goes wrong (RFC 9457),
/// on one public listener and one for whoever runs the server.
package dev.rejeton.adapter.http;
