package io.github.animegan.examples.web;

import io.github.animegan.examples.web.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every request passes: headers that browsers protect people by, other sites' pages, the token. */
final class Gate {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
                            + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "geolocation=(), microphone=()");

    private final ServerConfig config;

    Gate(ServerConfig config) {
        this.config = config;
    }

    /** @throws Problem if the token is missing or wrong */
    void enter(Context request) {
        HEADERS.forEach(request::header);
        allowOtherSites(request);
        if (config.token != null && !request.method().equals(HandlerType.OPTIONS) && isProtected(request.path())) {
            checkToken(config.token, request.header("Authorization"), request);
        }
    }

    private void allowOtherSites(Context request) {
        String origin = request.header("Origin");
        if (config.cors.isEmpty()) {
            return;
        }
        request.header("Vary", "Origin");
        if (origin != null && (config.cors.contains("*") || config.cors.contains(origin))) {
            request.header("Access-Control-Allow-Origin", config.cors.contains("*") ? "*" : origin);
            request.header("Access-Control-Expose-Headers", "Location, Retry-After, X-AnimeGAN-Reduced");
            if (request.method().equals(HandlerType.OPTIONS)) {
                request.header("Access-Control-Allow-Methods", "GET, POST, DELETE");
                request.header("Access-Control-Allow-Headers", "Authorization, Content-Type");
                request.header("Access-Control-Max-Age", "600");
            }
        }
    }

    private static boolean isProtected(String path) {
        return path.startsWith("/v1/") || path.equals("/metrics");
    }

    private static void checkToken(String token, @Nullable String authorization, Context request) {
        byte[] given = String.valueOf(authorization).getBytes(StandardCharsets.UTF_8);
        byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, wanted)) {
            request.header("WWW-Authenticate", "Bearer");
            throw new Problem(
                    401,
                    "token-needed",
                    "A token is needed",
                    "This server wants a token: 'Authorization: Bearer ...'.");
        }
    }
}
