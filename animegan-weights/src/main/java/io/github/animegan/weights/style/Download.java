package io.github.animegan.weights.style;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches a file over HTTP, going on where an earlier attempt ended if the server can.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#name-range-requests">RFC 9110, 14: Range requests</a>
 */
final class Download {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private final HttpClient client;
    private final Duration timeout;

    Download(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /**
     * Fetches all of a file; after an exception, what came of it stays for the next attempt.
     *
     * @throws IOException in one line that names the address
     */
    void fetch(URI address, Path part, long maxBytes, FetchListener listener) throws IOException, InterruptedException {
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(address, size(part));
            if (response.statusCode() == RANGE_NOT_SATISFIABLE) { // more is there than the file has: it is another
                new BodyStream(response.body()).close();
                response = send(address, 0);
            }
            try (BodyStream body = new BodyStream(response.body())) {
                save(response, body, part, maxBytes, listener);
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            InterruptedException interrupt = new InterruptedException("interrupted while fetching " + address);
            interrupt.initCause(e);
            throw interrupt;
        } catch (HttpTimeoutException e) {
            throw new IOException(address + ": nothing came for " + timeout.toMillis() + " ms", e);
        } catch (IOException e) {
            String reason = reason(e);
            throw new IOException(address + ": " + reason + hint(part), e);
        }
    }

    private static String hint(Path part) throws IOException {
        long have = size(part);
        return have == 0 ? "" : " (the first " + have + " bytes are kept; fetching again goes on there)";
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(URI address, long from)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        return client.send(request.build(), BodyHandlers.ofPublisher());
    }

    private void save(HttpResponse<?> response, BodyStream body, Path part, long maxBytes, FetchListener listener)
            throws IOException, InterruptedException {
        long bytes = start(response, size(part));
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        OptionalLong total = length.isPresent() ? OptionalLong.of(bytes + length.getAsLong()) : length;
        requireBound(total.orElse(0), maxBytes, part);
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(bytes).position(bytes);
            listener.progress(bytes, total);
            for (List<ByteBuffer> chunk = body.next(timeout); !chunk.isEmpty(); chunk = body.next(timeout)) {
                for (ByteBuffer buffer : chunk) {
                    bytes += buffer.remaining();
                    requireBound(bytes, maxBytes, part);
                    while (buffer.hasRemaining()) {
                        out.write(buffer);
                    }
                }
                listener.progress(bytes, total);
            }
        }
    }

    /** From which byte on the answer is. */
    private static long start(HttpResponse<?> response, long have) throws IOException {
        if (response.statusCode() == OK) {
            return 0;
        }
        if (response.statusCode() == PARTIAL_CONTENT) {
            String range = response.headers().firstValue("Content-Range").orElse("");
            Matcher matcher = CONTENT_RANGE.matcher(range);
            if (matcher.matches() && Long.parseLong(matcher.group(1)) == have) {
                return have;
            }
            throw new IOException("asked for the bytes from " + have + " on, got '" + range + "'");
        }
        String target = response.headers()
                .firstValue("Location")
                .map(location -> " to " + location + ", which is not followed")
                .orElse("");
        throw new IOException("the server answers " + response.statusCode() + target);
    }

    private static void requireBound(long bytes, long maxBytes, Path part) throws IOException {
        if (bytes > maxBytes) {
            Files.deleteIfExists(part);
            throw new IOException("more than the " + maxBytes + " bytes that the file may have");
        }
    }

    /** Exceptions of connections come without words, or with the server's name as their only one. */
    private static String reason(IOException e) {
        if (e instanceof ConnectException || e instanceof UnknownHostException) {
            return "the server cannot be reached";
        }
        return e.getMessage() == null ? "the connection broke" : e.getMessage();
    }
}
