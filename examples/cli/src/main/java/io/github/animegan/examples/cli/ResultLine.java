package io.github.animegan.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.animegan.examples.cli.console.Failures;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What became of a photo, as a line of JSON for programs. */
final class ResultLine {
    private static final JsonFactory JSON = new JsonFactory();

    private ResultLine() {}

    static String of(PhotoTask.Outcome outcome) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("photo", outcome.job().photo().toString());
            if (outcome.failure() == null) {
                json.writeStringField("picture", outcome.job().output().toString());
                json.writeNumberField("bytes", outcome.bytes());
            } else {
                json.writeStringField("error", Failures.oneLine(outcome.summary()));
            }
            json.writeNumberField("milliseconds", outcome.millis());
            json.writeStringField("backend", outcome.backend());
            json.writeArrayFieldStart("warnings");
            for (String warning : outcome.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string has room for everything
        }
        return line.toString();
    }
}
