package io.github.animegan.examples.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The page's files: those named here and no others, whatever a path says. */
public final class Assets {
    private static final String FOLDER = "/io/github/animegan/examples/web/page/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "jpg", "image/jpeg",
            "yaml", "application/yaml",
            "webmanifest", "application/manifest+json");
    private static final String[] FILES = {
        "index.html",
        "page.css",
        "page.js",
        "api.js",
        "compare.js",
        "i18n.js",
        "icon.svg",
        "app.webmanifest",
        "openapi.yaml",
        "samples/blossom.jpg",
        "samples/cat.jpg",
        "samples/coast.jpg",
        "samples/astronaut.jpg",
        "samples/tulips.jpg",
        "samples/coffee.jpg",
        "recipes/none.jpg",
        "recipes/shinkai.jpg",
        "recipes/portrait.jpg"
    };

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Asset(byte[] content, String type, String tag) {}

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    public Assets() {
        for (String name : FILES) {
            byte[] content = read(name);
            CRC32C sum = new CRC32C();
            sum.update(content);
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            assets.put(name, new Asset(content, String.valueOf(type), '"' + Long.toHexString(sum.getValue()) + '"'));
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new NoSuchFileException(FOLDER + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the page is not whole", e);
        }
    }

    public void addTo(RoutesConfig routes) {
        assets.forEach((name, asset) -> add(routes, "/" + name, asset));
        add(routes, "/", get("index.html"));
    }

    /** The addresses of all files. */
    public Set<String> paths() {
        return Stream.concat(Stream.of("/"), assets.keySet().stream().map(name -> "/" + name))
                .collect(Collectors.toSet());
    }

    private static void add(RoutesConfig routes, String path, Asset asset) {
        routes.get(path, request -> answer(request, asset));
        routes.head(path, request -> answer(request, asset));
    }

    private Asset get(String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new IllegalStateException("no file " + name);
        }
        return asset;
    }

    private static void answer(Context request, Asset asset) {
        request.header("Cache-Control", "no-cache").header("ETag", asset.tag());
        if (asset.tag().equals(request.header("If-None-Match"))) {
            request.status(304);
        } else {
            request.contentType(asset.type()).result(asset.content());
        }
    }
}
