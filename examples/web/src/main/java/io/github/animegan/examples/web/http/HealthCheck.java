package io.github.animegan.examples.web.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server on this machine whether it is alive, for containers without curl: exit status 0 if it is. */
public final class HealthCheck {
    private HealthCheck() {}

    /** The port is that of {@code ANIMEGAN_PORT}, or 8080. */
    public static void main(String[] args) {
        String port = System.getenv().getOrDefault("ANIMEGAN_PORT", "8080");
        System.exit(isAlive("http://127.0.0.1:" + port + "/healthz") ? 0 : 1);
    }

    private static boolean isAlive(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(4))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
