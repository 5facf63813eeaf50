package dev.tokenless.check.rules;

/** A registered field holds several names; each publisher takes exactly one. */
final class PublisherFieldList extends PublisherFieldRule {
    PublisherFieldList() {
        super("publisher-field-list", "A registered field holds several names");
    }

    @Override
    boolean faulty(String value) {
        String[] parts = value.strip().split("\\s*[,;|\\s]\\s*", -1);
        int names = 0;
        for (String part : parts) {
            names += part.isEmpty() ? 0 : 1;
        }
        return names > 1;
    }

    @Override
    String message(String registryName, String field, String value) {
        return "The publisher at " + registryName + " holds several names in its " + field + ": " + Words.code(value)
                + ". It takes one name; register one publisher for each.";
    }
}
