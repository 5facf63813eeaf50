package dev.tokenless.sandbox.rubygems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.sandbox.http.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The parameters of a request as the server's framework merges them: a JSON body, or a form with brackets in its names. */
final class Parameters {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Parameters() {}

    /** An object, empty where nothing can be read. */
    static ObjectNode of(Request request) {
        if (request.hasType("application/json")) {
            try {
                JsonNode body = JSON.readTree(request.body());
                return body instanceof ObjectNode object ? object : JSON.createObjectNode();
            } catch (IOException _) {
                return JSON.createObjectNode();
            }
        }
        ObjectNode parameters = JSON.createObjectNode();
        for (Map.Entry<String, List<String>> field : request.form().entrySet()) {
            String name = field.getKey();
            int bracket = name.indexOf('[');
            if (bracket <= 0 || !name.endsWith("]")) {
                parameters.put(name, field.getValue().getLast());
            } else if (name.endsWith("[]")) {
                field.getValue().forEach(parameters.withArray(name.substring(0, bracket))::add);
            } else if (parameters.path(name.substring(0, bracket)).isMissingNode()
                    || parameters.path(name.substring(0, bracket)).isObject()) {
                parameters
                        .withObjectProperty(name.substring(0, bracket))
                        .put(
                                name.substring(bracket + 1, name.length() - 1),
                                field.getValue().getLast());
            }
        }
        return parameters;
    }
}
