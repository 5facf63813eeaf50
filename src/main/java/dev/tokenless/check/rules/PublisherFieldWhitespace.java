package dev.tokenless.check.rules;

/** A registered value carries a space at one of its ends, which can never be presented. */
final class PublisherFieldWhitespace extends PublisherFieldRule {
    PublisherFieldWhitespace() {
        super("publisher-field-whitespace", "A registered value has a space at its end");
    }

    @Override
    boolean faulty(String value) {
        return !value.equals(value.strip());
    }

    @Override
    String message(String registryName, String field, String value) {
        return "The publisher at " + registryName + " holds a space at an end of its " + field + ": "
                + Words.code(value) + ". No run can present that value.";
    }
}
