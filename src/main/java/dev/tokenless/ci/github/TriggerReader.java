package dev.tokenless.ci.github;

import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what stands under {@code on:}: a word, a list of words, or a mapping. */
final class TriggerReader {
    private final Shape shape;

    TriggerReader(Shape shape) {
        this.shape = shape;
    }

    List<Trigger> read(Mapping root) {
        YamlNode on = root.get("on").orElse(null);
        if (on == null || Shape.isNull(on)) {
            shape.problem(
                    on == null ? root.place() : on.place(), "The workflow has no 'on:', so that nothing can start it.");
            return List.of();
        }
        return switch (on) {
            case Scalar s -> List.of(new Trigger(s.text(), Map.of(), Map.of(), s.place()));
            case Sequence list -> events(list);
            case Mapping m ->
                m.entries().stream()
                        .filter(e -> !e.key().text().equals("<<"))
                        .map(this::trigger)
                        .toList();
        };
    }

    private List<Trigger> events(Sequence list) {
        List<Trigger> triggers = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof Scalar s && !s.isNull()) {
                triggers.add(new Trigger(s.text(), Map.of(), Map.of(), s.place()));
            } else {
                shape.wrong(item, "on", "a list of event names");
            }
        }
        return triggers;
    }

    private Trigger trigger(Entry entry) {
        String event = entry.key().text();
        Map<String, List<String>> filters = new LinkedHashMap<>();
        Map<String, Trigger.Input> inputs = new LinkedHashMap<>();
        switch (entry.value()) {
            case Scalar s -> {
                if (!s.isNull()) {
                    shape.wrong(s, event, "a mapping of filters");
                }
            }
            case Sequence list -> {
                if (event.equals("schedule")) {
                    filters.put("cron", crons(list));
                } else {
                    shape.wrong(list, event, "a mapping of filters");
                }
            }
            case Mapping m -> {
                for (Entry filter : m.entries()) {
                    filter(filter, m, filters, inputs);
                }
            }
        }
        return new Trigger(event, filters, inputs, entry.key().place());
    }

    private void filter(
            Entry filter, Mapping in, Map<String, List<String>> filters, Map<String, Trigger.Input> inputs) {
        String name = filter.key().text();
        switch (name) {
            case "inputs" -> inputs.putAll(inputs(in));
            case "secrets" -> {
                Mapping secrets = shape.mapping(in, name);
                if (secrets != null) {
                    filters.put(
                            name,
                            secrets.entries().stream().map(e -> e.key().text()).toList());
                }
            }
            case "outputs", "<<" -> {}
            default -> filters.put(name, shape.texts(filter.value(), name));
        }
    }

    private List<String> crons(Sequence list) {
        List<String> crons = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof Mapping m) {
                String cron = shape.text(m, "cron");
                if (cron != null) {
                    crons.add(cron);
                }
            } else {
                shape.wrong(item, "schedule", "a list of 'cron:' entries");
            }
        }
        return crons;
    }

    /** The inputs of a dispatched or called workflow, or of an action. */
    Map<String, Trigger.Input> inputs(Mapping in) {
        Mapping inputs = shape.mapping(in, "inputs");
        if (inputs == null) {
            return Map.of();
        }
        Map<String, Trigger.Input> read = new LinkedHashMap<>();
        for (Entry entry : inputs.entries()) {
            String name = entry.key().text();
            if (entry.value() instanceof Mapping m) {
                String type = shape.text(m, "type");
                String fallback = shape.text(m, "default");
                boolean required =
                        m.scalar("required").filter(s -> s.isBoolean(true)).isPresent();
                read.put(
                        name,
                        new Trigger.Input(
                                name,
                                type == null ? "string" : type,
                                required,
                                fallback == null ? "" : fallback,
                                shape.texts(m, "options")));
            } else {
                if (!Shape.isNull(entry.value())) {
                    shape.wrong(entry.value(), name, "a mapping");
                }
                read.put(name, new Trigger.Input(name, "string", false, "", List.of()));
            }
        }
        return read;
    }
}
