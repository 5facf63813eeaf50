package dev.tokenless.check.rules;

/** Owner or repository differ in letter case only, at a registry that compares exactly. */
final class OwnerCaseMismatch extends DifferenceRule {
    OwnerCaseMismatch() {
        super("owner-case-mismatch", "Owner or repository are registered in other letter case");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "the identity says "
                + Words.code(found.difference().presented()) + ", the publisher says "
                + Words.code(found.difference().expected()) + ", and "
                + subject.registryName() + " tells upper and lower case apart.";
    }
}
