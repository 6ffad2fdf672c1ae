package io.github.animegan.weights.style;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where an application may keep files that it can get again. The first of: the system property {@code animegan.cache}; the environment
 * variable {@code ANIMEGAN_CACHE}; and, by the custom of the system, {@code %LOCALAPPDATA%\animegan}, {@code ~/Library/Caches/animegan},
 * {@code $XDG_CACHE_HOME/animegan} or {@code ~/.cache/animegan}.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class CacheFolder {
    private static final String NAME = "animegan";

    private CacheFolder() {}

    /** The folder of this user; it need not exist. */
    public static Path ofUser() {
        return of(System.getProperties(), System.getenv());
    }

    static Path of(Properties properties, Map<String, String> environment) {
        return text(properties.getProperty("animegan.cache"))
                .or(() -> text(environment.get("ANIMEGAN_CACHE")))
                .map(Path::of)
                .orElseGet(() -> byCustom(properties, environment));
    }

    private static Path byCustom(Properties properties, Map<String, String> environment) {
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(properties.getProperty("user.home", ""));
        if (system.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        // The specification has relative paths ignored.
        return folder(environment, "XDG_CACHE_HOME")
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".cache"))
                .resolve(NAME);
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return text(environment.get(variable)).map(Path::of);
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
