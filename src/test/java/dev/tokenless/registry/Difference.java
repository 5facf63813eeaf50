package dev.tokenless.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects where an answer is not what a vector expects; a field that the vector leaves out is not compared. */
final class Difference {
    private final List<String> found = new ArrayList<>();

    void compare(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            found.add(what + " is <" + actual + "> and should be <" + expected + ">");
        }
    }

    void compareIfGiven(JsonNode vector, String field, Object actual) {
        JsonNode expected = vector.path(field);
        if (!expected.isMissingNode() && !expected.isNull()) {
            compare(field, expected.isNumber() ? expected.asInt() : expected.asText(), actual);
        }
    }

    List<String> found() {
        return found;
    }
}
