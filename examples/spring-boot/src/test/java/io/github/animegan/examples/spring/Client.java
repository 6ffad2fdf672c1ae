package io.github.animegan.examples.spring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of the application, over HTTP. */
final class Client {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BOUNDARY = "-a-boundary-";

    private final String base;

    Client(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return connection().send(request(path).build(), BodyHandlers.ofByteArray());
    }

    /** Posts a photo as a body. */
    HttpResponse<byte[]> post(String path, byte[] photo) {
        return postLater(path, photo).join();
    }

    CompletableFuture<HttpResponse<byte[]>> postLater(String path, byte[] photo) {
        HttpRequest request = request(path)
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(photo))
                .build();
        return connection().sendAsync(request, BodyHandlers.ofByteArray());
    }

    /** Posts a photo as the field {@code photo} of a form. */
    HttpResponse<byte[]> postForm(String path, byte[] photo) throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../p.png\"\r\n"
                                + "Content-Type: image/png\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(photo);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                .build();
        return connection().send(request, BodyHandlers.ofByteArray());
    }

    /** A client with a connection of its own: one that was kept may be closed by the server just as a request is sent, which fails. */
    private static HttpClient connection() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }
}
