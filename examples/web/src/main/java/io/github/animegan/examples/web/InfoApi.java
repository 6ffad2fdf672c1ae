package io.github.animegan.examples.web;

import io.github.animegan.examples.web.http.Json;
import io.github.animegan.examples.web.http.Problem;
import io.github.animegan.image.ImageSize;
import io.github.animegan.memory.MemoryEstimate;
import io.github.animegan.weights.style.CatalogEntry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What there is, what it costs, and how the server is. */
final class InfoApi {
    private static final List<String> RECIPES = List.of("none", "shinkai", "portrait");
    private static final List<Integer> SIZES = List.of(256, 512, 720, 1080);
    private static final int LARGEST_SIDE = 100_000;

    private final ServerConfig config;
    private final Styles styles;
    private final JobQueue queue;
    private final Metrics metrics;
    private final BooleanSupplier ready;

    InfoApi(ServerConfig config, Styles styles, JobQueue queue, Metrics metrics, BooleanSupplier ready) {
        this.config = config;
        this.styles = styles;
        this.queue = queue;
        this.metrics = metrics;
        this.ready = ready;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/v1/styles", this::styles);
        routes.get("/v1/styles/{name}/thumbnail", this::thumbnail);
        routes.get("/v1/estimate", this::estimate);
        routes.get("/healthz", request -> request.contentType("text/plain").result("alive\n"));
        routes.get("/readyz", this::readiness);
        routes.get(
                "/metrics",
                request -> request.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()));
    }

    private void styles(Context request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("styles", styles.styles().stream().map(InfoApi::describe).toList());
        answer.put("recipes", RECIPES);
        answer.put(
                "sizes", SIZES.stream().filter(size -> size <= config.maxSide).toList());
        answer.put("faces", styles.faces().stream().map(PictureOptions::name).toList());
        answer.put("formats", List.of("png", "jpeg", "webp"));
        answer.put(
                "limits",
                Map.of(
                        "uploadBytes", config.uploadBytes(),
                        "pixels", config.pixelLimit(),
                        "longestSide", config.maxSide,
                        "queue", queue.capacity()));
        json(request, answer);
    }

    private static Map<String, Object> describe(CatalogEntry entry) {
        Map<String, Object> style = new LinkedHashMap<>();
        style.put("name", entry.name());
        style.put("title", entry.title());
        style.put("architecture", entry.architecture());
        style.put("licence", entry.licence().name());
        style.put("commercialUse", entry.licence().commercialUse());
        if (entry.thumbnail().isPresent()) {
            style.put("thumbnail", "/v1/styles/" + entry.name() + "/thumbnail");
        }
        return style;
    }

    private void thumbnail(Context request) throws IOException {
        byte[] jpeg = styles.thumbnail(request.pathParam("name"));
        request.header("Cache-Control", "max-age=3600")
                .contentType("image/jpeg")
                .result(jpeg);
    }

    private void estimate(Context request) {
        Map<String, String> fields = new LinkedHashMap<>();
        PictureOptions.FIELDS.forEach(field -> {
            String value = request.queryParam(field);
            if (value != null) {
                fields.put(field, value);
            }
        });
        PictureOptions options = PictureOptions.of(fields, styles, config.maxSide);
        ImageSize photo =
                new ImageSize(side("width", request.queryParam("width")), side("height", request.queryParam("height")));
        if (photo.pixels() > config.pixelLimit()) {
            throw Problem.tooLarge("too-many-pixels", "A photo of " + photo + " pixels is not taken here.");
        }
        ImageSize picture = photo.longestSide() > options.size() ? photo.withLongestSide(options.size()) : photo;
        MemoryEstimate memory = styles.use(options, gan -> gan.estimateMemory(photo.width(), photo.height()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("width", picture.width());
        answer.put("height", picture.height());
        answer.put("reduced", !picture.equals(photo));
        answer.put("memoryBytes", memory.total());
        OptionalDouble seconds = metrics.expectedSeconds(styles.kind(options), picture.pixels());
        seconds.ifPresent(value -> answer.put("seconds", Math.round(value * 100) / 100.0));
        answer.put("waiting", queue.waiting());
        json(request, answer);
    }

    private static int side(String name, @Nullable String text) {
        try {
            int side = Integer.parseInt(String.valueOf(text));
            if (side >= 1 && side <= LARGEST_SIDE) {
                return side;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Problem.badRequest("bad-option", name + ": must be a number of pixels from 1 to " + LARGEST_SIDE)
                .with("field", name);
    }

    private void readiness(Context request) {
        if (!ready.getAsBoolean()) {
            throw Problem.busy("not-ready", "The server is starting or ending.", 2);
        }
        request.contentType("text/plain").result("ready\n");
    }

    private static void json(Context request, Map<String, Object> answer) {
        request.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(Json.write(answer));
    }
}
