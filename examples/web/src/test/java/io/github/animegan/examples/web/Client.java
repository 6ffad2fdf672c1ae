package io.github.animegan.examples.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.animegan.examples.web.http.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A client of the service, over HTTP. */
final class Client {
    /** Long enough for the slowest machine; nothing waits for it where all is well. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;

    /** @param address such as {@code http://127.0.0.1:8080/} */
    Client(String address) {
        this.base = address.substring(0, address.length() - 1);
    }

    int port() {
        return URI.create(base).getPort();
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    HttpResponse<byte[]> post(String path, Form form, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", Form.TYPE));
        return send("POST", path, form.bytes(), all.toArray(String[]::new));
    }

    HttpResponse<byte[]> postRaw(String path, byte[] photo, String... headers) {
        return send("POST", path, photo, headers);
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All events of a job, to their end. */
    List<JsonNode> events(String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/pictures/" + id + "/events"))
                .header("Accept", "text/event-stream")
                .timeout(PATIENCE)
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        List<JsonNode> events = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    events.add(JSON.readTree(line.substring(5)));
                }
            }
        }
        return events;
    }

    /** The job once it is over. */
    JsonNode over(String id) {
        JsonNode[] job = new JsonNode[1];
        await(() -> {
            job[0] = json(get("/v1/pictures/" + id));
            String state = job[0].path("state").asText();
            return !state.equals("queued") && !state.equals("running");
        });
        return job[0];
    }

    /** The sum of a metric's values, over its labels that contain a text. */
    double metric(String name, String label) {
        String all = new String(get("/metrics").body(), StandardCharsets.UTF_8);
        return all.lines()
                .filter(line -> line.startsWith(name) && line.contains(label) && !line.startsWith("#"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    void awaitReady() {
        await(() -> {
            try {
                return get("/readyz").statusCode() == 200;
            } catch (UncheckedIOException e) {
                return false; // Not listening yet.
            }
        });
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE + " for nothing");
            }
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(new String(response.body(), StandardCharsets.UTF_8), e);
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static String problem(HttpResponse<byte[]> response) {
        return json(response).path("type").asText().replace(Problem.URN, "");
    }
}
