package io.github.animegan.weights.style;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.animegan.model.Upsampling;
import io.github.animegan.weights.style.DetectorEntry.DetectorFile;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code catalog.json}: licences, then styles that name one of them. Errors name the style and the field. */
final class CatalogReader {
    /** Names become names of files in the cache. */
    private static final String NAME = "[a-z0-9][a-z0-9_-]{0,63}";

    private static final String FILE = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";

    private CatalogReader() {}

    /** What the catalogue lists. */
    record Content(List<CatalogEntry> styles, List<DetectorEntry> detectors) {}

    static Content read(byte[] json) throws IOException {
        try {
            JsonObject catalog = JsonObject.parse(json, "catalog.json");
            List<Licence> licences = new ArrayList<>();
            for (JsonObject licence : catalog.objects("licences")) {
                licences.add(licence(licence));
            }
            List<CatalogEntry> entries = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (JsonObject style : catalog.objects("styles")) {
                CatalogEntry entry = entry(style, licences);
                style.require(names.add(entry.name()), "name", "a name of its own");
                entries.add(entry);
            }
            List<DetectorEntry> detectors = new ArrayList<>();
            for (JsonObject detector :
                    catalog.has("detectors") ? catalog.objects("detectors") : List.<JsonObject>of()) {
                DetectorEntry entry = detector(detector, licences);
                detector.require(names.add(entry.name()), "name", "a name of its own");
                detectors.add(entry);
            }
            return new Content(List.copyOf(entries), List.copyOf(detectors));
        } catch (JsonProcessingException e) {
            throw new IOException("catalog.json: " + e.getOriginalMessage(), e);
        }
    }

    private static Licence licence(JsonObject json) throws IOException {
        return new Licence(json.text("name"), json.text("url"), json.text("terms"), json.flag("commercialUse"));
    }

    private static DetectorEntry detector(JsonObject json, List<Licence> licences) throws IOException {
        List<DetectorFile> files = new ArrayList<>();
        for (JsonObject file : json.objects("files")) {
            files.add(new DetectorFile(file.text("file", FILE), fetchable(file)));
        }
        return new DetectorEntry(
                json.text("name", NAME),
                json.text("title"),
                licence(json, licences),
                provenance(json.object("provenance")),
                files);
    }

    private static Licence licence(JsonObject json, List<Licence> licences) throws IOException {
        String name = json.text("licence");
        return licences.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> json.wrong("licence", "the name of one of the licences"));
    }

    private static CatalogEntry entry(JsonObject json, List<Licence> licences) throws IOException {
        return new CatalogEntry(
                json.text("name", NAME),
                json.text("title"),
                json.text("architecture"),
                upsampling(json),
                licence(json, licences),
                provenance(json.object("provenance")),
                source(json),
                whole(json, "canvas", 64, 4096),
                whole(json, "flatness", 1, 128),
                json.has("thumbnail") ? Optional.of(json.text("thumbnail", FILE)) : Optional.empty());
    }

    private static Optional<Upsampling> upsampling(JsonObject json) throws IOException {
        if (!json.has("upsampling")) {
            return Optional.empty();
        }
        String name = json.text("upsampling");
        try {
            return Optional.of(Upsampling.of(name));
        } catch (IllegalArgumentException e) {
            throw json.wrong("upsampling", "align_corners, half_pixel or tf1_legacy");
        }
    }

    private static OptionalInt whole(JsonObject json, String field, int least, int most) throws IOException {
        if (!json.has(field)) {
            return OptionalInt.empty();
        }
        long number = json.count(field);
        json.require(number >= least && number <= most, field, "a number from " + least + " to " + most);
        return OptionalInt.of((int) number);
    }

    private static Provenance provenance(JsonObject json) throws IOException {
        return new Provenance(
                json.text("source"), json.has("commit") ? Optional.of(json.text("commit")) : Optional.empty());
    }

    private static StyleSource source(JsonObject json) throws IOException {
        if (json.has("builtIn")) {
            JsonObject source = json.object("builtIn");
            return new StyleSource.BuiltIn(source.text("file", FILE), source.text("sha256", "[0-9a-f]{64}"));
        }
        return fetchable(json.object("fetch"));
    }

    private static StyleSource.Fetchable fetchable(JsonObject source) throws IOException {
        String url = source.text("url", "https?://[!-~]+");
        try {
            return new StyleSource.Fetchable(
                    URI.create(url), source.text("gitBlob", "[0-9a-f]{40}"), source.count("maxBytes"));
        } catch (IllegalArgumentException e) {
            throw source.wrong("url", "an address");
        }
    }
}
