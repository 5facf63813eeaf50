package dev.tokenless.ci.github;

import dev.tokenless.repo.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One event under {@code on:}.
 *
 * @param event the event's name, for example {@code push}
 * @param filters the filters by their key ({@code branches}, {@code tags}, {@code branches-ignore}, {@code types},
 *     {@code workflows}, {@code paths}, {@code cron}, ...); a filter that is written as one string is a list of one
 * @param inputs the inputs of {@code workflow_dispatch} and {@code workflow_call}, by name
 */
public record Trigger(String event, Map<String, List<String>> filters, Map<String, Input> inputs, Place place) {
    public Trigger {
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /**
     * An input of a dispatched or called workflow.
     *
     * @param type the declared type, {@code string} where none is declared
     * @param options the values of a {@code choice}
     * @param fallback the declared default, empty string where there is none
     */
    public record Input(String name, String type, boolean required, String fallback, List<String> options) {
        public Input {
            options = List.copyOf(options);
        }
    }
}
