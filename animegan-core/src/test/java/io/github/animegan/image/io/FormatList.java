package io.github.animegan.image.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code docs/formats.md}: which variants of picture files are read, and which are refused by name. */
final class FormatList {
    private static final String HEAD = """
            # Formats

            Each file of the corpus that `animegan-core/src/test/corpus/make_corpus.py` makes, and what becomes of it; `FormatCorpusTest` compares
            this list with its files and each file with what ImageMagick (with littlecms), libtiff or libwebp see in it. *Exact* is equal in
            every sample, *close* within 2 of 255 levels in the mean and 5 at most (8 for CMYK): formats that lose, and color profiles.
            HEIC, AVIF and JPEG XL are read by programs of the system (see the README) and not part of it.

            Of a JPEG with more behind its picture (MPO, motion photos of Google and Samsung, gain maps) the main picture is read, and a line
            says what was not used. Of several pages or frames the first is read, and a line says how many there are. Damaged files are refused
            with how much is missing; `--damaged accept` (`PhotoReader.withDamaged`) keeps what is there of JPEG, of PNG that is not interlaced,
            and of TIFF whose directory is there, but nothing of interlaced PNG, GIF, BMP and WebP.

            """;

    private FormatList() {}

    /**
     * A file of the corpus.
     *
     * @param limit the greatest difference allowed, or why it is refused
     */
    record Entry(String name, boolean isRead, String limit) {
        String format() {
            String ending = name.substring(name.lastIndexOf('.') + 1);
            return switch (ending) {
                case "jpg" -> "JPEG";
                case "tif" -> "TIFF";
                case "webp" -> "WebP";
                default -> ending.toUpperCase(Locale.ROOT);
            };
        }

        boolean isClose() {
            return isRead && !isExact();
        }

        boolean isExact() {
            return isRead && limit.equals("0");
        }

        String shortName() {
            return "`" + name.substring(0, name.lastIndexOf('.')) + "`";
        }
    }

    static String of(List<Entry> entries) {
        Map<String, List<Entry>> formats =
                entries.stream().collect(Collectors.groupingBy(Entry::format, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder(HEAD);
        text.append("| Format | Variants | Exact | Close | Refused by name |\n|---|---:|---:|---:|---:|\n");
        formats.forEach((format, its) -> text.append(row(format, its)));
        text.append(row("All", entries));
        formats.forEach((format, its) -> {
            text.append("\n## ").append(format).append("\n");
            paragraph(
                    text,
                    "Exact",
                    its.stream().filter(Entry::isExact).map(Entry::shortName).toList());
            paragraph(
                    text,
                    "Close",
                    its.stream().filter(Entry::isClose).map(Entry::shortName).toList());
            paragraph(
                    text,
                    "Refused",
                    its.stream()
                            .filter(entry -> !entry.isRead())
                            .map(entry -> entry.shortName() + " (" + entry.limit() + ")")
                            .toList());
        });
        return text.toString();
    }

    private static String row(String title, List<Entry> entries) {
        return "| %s | %d | %d | %d | %d |\n"
                .formatted(
                        title,
                        entries.size(),
                        entries.stream().filter(Entry::isExact).count(),
                        entries.stream().filter(Entry::isClose).count(),
                        entries.stream().filter(entry -> !entry.isRead()).count());
    }

    private static void paragraph(StringBuilder text, String title, List<String> names) {
        if (!names.isEmpty()) {
            text.append("\n")
                    .append(title)
                    .append(": ")
                    .append(String.join(", ", names))
                    .append(".\n");
        }
    }
}
