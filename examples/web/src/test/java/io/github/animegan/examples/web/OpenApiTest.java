package io.github.animegan.examples.web;

import static io.github.animegan.examples.web.Client.header;
import static io.github.animegan.examples.web.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description is well-formed, describes each address there is, and the answers are as it says. */
class OpenApiTest {
    private static WebServer server;
    private static Client client;
    private static OpenAPI api;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path faces = TestFaces.redDots(folder);
        server = WebServer.start(ServerConfig.of("--port", "0", "--rate", "0", "--face-weights", faces.toString()));
        client = new Client(server.address());
        client.awaitReady();
        ParseOptions resolved = new ParseOptions();
        resolved.setResolve(true);
        resolved.setResolveFully(true);
        String yaml = new String(client.get("/openapi.yaml").body(), StandardCharsets.UTF_8);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(yaml, null, resolved);
        assertThat(result.getMessages()).isEmpty();
        api = result.getOpenAPI();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void itDescribesTheRoutesThereAre() {
        Set<String> described = new TreeSet<>();
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> described.add(method + " " + path)));

        assertThat(described).isEqualTo(server.routes());
    }

    @Test
    void answersAreAsItSays() {
        byte[] photo = TestPhotos.png(70, 50, 1);
        check("GET", "/v1/styles", client.get("/v1/styles"));
        check("GET", "/v1/estimate", client.get("/v1/estimate?width=40&height=30"));
        check("GET", "/v1/estimate", client.get("/v1/estimate?width=x&height=30"));
        check("GET", "/v1/styles/{name}/thumbnail", client.get("/v1/styles/sora/thumbnail"));
        check("GET", "/v1/styles/{name}/thumbnail", client.get("/v1/styles/nobody/thumbnail"));
        check("GET", "/healthz", client.get("/healthz"));
        check("GET", "/readyz", client.get("/readyz"));
        check("GET", "/metrics", client.get("/metrics"));
        check("POST", "/v1/stylize", client.post("/v1/stylize", Form.of(photo)));
        check("POST", "/v1/stylize", client.post("/v1/stylize", Form.of(photo).field("format", "webp")));
        check("POST", "/v1/stylize", client.post("/v1/stylize", Form.of(photo).field("faces", "auto")));
        check("POST", "/v1/stylize", client.post("/v1/stylize", Form.of(photo).field("faces", "some")));
        check("POST", "/v1/stylize", client.post("/v1/stylize", Form.of(new byte[] {1, 2, 3})));
        check("POST", "/v1/stylize", client.postRaw("/v1/stylize", photo, "Content-Type", "text/plain"));
        HttpResponse<byte[]> created =
                client.post("/v1/pictures", Form.of(photo).field("size", 48));
        check("POST", "/v1/pictures", created);
        String path = header(created, "Location");
        client.over(json(created).path("id").asText());
        check("GET", "/v1/pictures/{id}", client.get(path));
        check("GET", "/v1/pictures/{id}/events", client.get(path + "/events"));
        check("GET", "/v1/pictures/{id}/events", client.get(path + "/events", "Accept", "text/event-stream"));
        check("GET", "/v1/pictures/{id}/result", client.get(path + "/result"));
        check("POST", "/v1/pictures", client.post("/v1/pictures", Form.of(photo).field("size", 48)));
        check("DELETE", "/v1/pictures/{id}", client.send("DELETE", path, new byte[0]));
        check("GET", "/v1/pictures/{id}", client.get(path));
        String broken = json(client.post("/v1/pictures", Form.of(cut(photo))))
                .path("id")
                .asText();
        client.over(broken);
        check("GET", "/v1/pictures/{id}", client.get("/v1/pictures/" + broken));
        check("GET", "/v1/pictures/{id}/result", client.get("/v1/pictures/" + broken + "/result"));
    }

    private static byte[] cut(byte[] photo) {
        return java.util.Arrays.copyOf(photo, photo.length / 2);
    }

    private static void check(String method, String path, HttpResponse<byte[]> answer) {
        String where = method + " " + path + " answered " + answer.statusCode();
        PathItem item = there(where, api.getPaths().get(path));
        Operation operation = there(where, item.readOperationsMap().get(HttpMethod.valueOf(method)));
        ApiResponse response = there(where, operation.getResponses().get(String.valueOf(answer.statusCode())));
        Content content = response.getContent();
        if (content == null) {
            assertThat(answer.body()).as(where).isEmpty();
            return;
        }
        String type = header(answer, "Content-Type").replaceFirst(";.*", "").toLowerCase(Locale.ROOT);
        MediaType media = there(where + " with " + type, content.get(type));
        if (type.endsWith("json")) {
            check(where, json(answer), media.getSchema());
        }
    }

    /** What the description has; it is wrong where it has nothing. */
    private static <T> T there(String where, @Nullable T described) {
        if (described == null) {
            throw new AssertionError("not described: " + where);
        }
        return described;
    }

    /** Whether a value is as its schema says, as far as this description's schemas go. */
    private static void check(String where, JsonNode value, Schema<?> schema) {
        switch (String.valueOf(schema.getType())) {
            case "object" -> {
                assertThat(value.isObject()).as(where).isTrue();
                if (schema.getRequired() != null) {
                    schema.getRequired()
                            .forEach(name -> assertThat(value.has(name))
                                    .as(where + "." + name)
                                    .isTrue());
                }
                value.properties().forEach(field -> {
                    String name = where + "." + field.getKey();
                    check(
                            name,
                            field.getValue(),
                            there(name, schema.getProperties().get(field.getKey())));
                });
            }
            case "array" -> value.forEach(element -> check(where + "[]", element, schema.getItems()));
            case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
            case "number" -> assertThat(value.isNumber()).as(where).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            case "string" -> {
                assertThat(value.isTextual()).as(where).isTrue();
                if (schema.getEnum() != null) {
                    assertThat(schema.getEnum().contains(value.asText()))
                            .as(where)
                            .isTrue();
                }
            }
            default -> throw new AssertionError(where + ": a schema of type " + schema.getType());
        }
    }
}
