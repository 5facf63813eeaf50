package dev.tokenless.check.rules;

import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a registered publisher by itself, before any job is held against it. */
public final class PublisherFaults {
    private static final List<PublisherFieldRule> RULES =
            List.of(new PublisherFieldWhitespace(), new PublisherFieldList());

    private PublisherFaults() {}

    /**
     * One faulty value.
     *
     * @param rule the rule's id
     * @param field the field in plain words
     * @param value as it is registered
     * @param sentence what is wrong with it
     */
    public record Fault(String rule, String field, String value, String sentence) {}

    /** The faults of a publisher's values, in the order of its fields. */
    public static List<Fault> of(TrustedPublisher publisher, String registryName) {
        List<Fault> faults = new ArrayList<>();
        for (PublisherFieldRule rule : RULES) {
            PublisherFieldRule.fields(publisher).forEach((field, value) -> {
                if (rule.faulty(value)) {
                    faults.add(new Fault(rule.info().id(), field, value, rule.message(registryName, field, value)));
                }
            });
        }
        return faults;
    }
}
