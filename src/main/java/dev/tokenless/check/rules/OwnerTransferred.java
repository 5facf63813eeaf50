package dev.tokenless.check.rules;

/** The repository's owner is another than the registered one, by name or by id. */
final class OwnerTransferred extends DifferenceRule {
    OwnerTransferred() {
        super("owner-transferred", "The publisher names another owner");
    }

    @Override
    String message(Subject subject, Found found) {
        if (found.difference().field().equals("owner_id")) {
            return refused(subject, found) + "the owner's id is "
                    + Words.code(found.difference().presented()) + ", the publisher was registered for "
                    + Words.code(found.difference().expected())
                    + ". The account was deleted and created again, or the repository moved: register the publisher"
                    + " again.";
        }
        return refused(subject, found) + "the repository is "
                + Words.code(found.difference().presented()) + ", the publisher still says "
                + Words.code(found.difference().expected())
                + ". If the repository moved to another owner, the publisher must be registered again.";
    }
}
