package io.github.animegan.weights.style;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.animegan.model.Upsampling;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code catalog.json}: licences, then styles that name one of them. Errors name the style and the field. */
final class CatalogReader {
    /** Names become names of files in the cache. */
    private static final String NAME = "[a-z0-9][a-z0-9_-]{0,63}";

    private static final String FILE = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";

    private CatalogReader() {}

    static List<CatalogEntry> read(byte[] json) throws IOException {
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
            return List.copyOf(entries);
        } catch (JsonProcessingException e) {
            throw new IOException("catalog.json: " + e.getOriginalMessage(), e);
        }
    }

    private static Licence licence(JsonObject json) throws IOException {
        return new Licence(json.text("name"), json.text("url"), json.text("terms"), json.flag("commercialUse"));
    }

    private static CatalogEntry entry(JsonObject json, List<Licence> licences) throws IOException {
        String licence = json.text("licence");
        return new CatalogEntry(
                json.text("name", NAME),
                json.text("title"),
                json.text("architecture"),
                upsampling(json),
                licences.stream()
                        .filter(known -> known.name().equals(licence))
                        .findFirst()
                        .orElseThrow(() -> json.wrong("licence", "the name of one of the licences")),
                provenance(json.object("provenance")),
                source(json),
                json.has("thumbnail") ? Optional.of(json.text("thumbnail", FILE)) : Optional.empty());
    }

    private static Upsampling upsampling(JsonObject json) throws IOException {
        String name = json.text("upsampling");
        try {
            return Upsampling.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw json.wrong("upsampling", "one of " + List.of(Upsampling.values()));
        }
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
        JsonObject source = json.object("fetch");
        String url = source.text("url", "https?://[!-~]+");
        try {
            return new StyleSource.Fetchable(
                    URI.create(url), source.text("gitBlob", "[0-9a-f]{40}"), source.count("maxBytes"));
        } catch (IllegalArgumentException e) {
            throw source.wrong("url", "an address");
        }
    }
}
