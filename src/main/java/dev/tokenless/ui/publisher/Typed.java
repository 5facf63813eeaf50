package dev.tokenless.ui.publisher;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry.FormField;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** Reads a publisher from the fields into which the user typed it. Values are kept as typed, spaces and all. */
final class Typed {
    private Typed() {}

    static PublisherIdentity gitHub(
            PublisherIdentity.GitHub like, List<FormField> fields, Map<String, TextField> inputs) {
        String repository = value(fields, inputs, like.repository(), "repository");
        int slash = repository.indexOf('/');
        return new PublisherIdentity.GitHub(
                slash > 0 ? repository.substring(0, slash) : value(fields, inputs, like.owner(), "owner"),
                slash > 0 ? repository.substring(slash + 1) : repository,
                value(fields, inputs, like.workflow(), "workflow", "file"),
                empty(value(fields, inputs, like.environment() == null ? "" : like.environment(), "environment")),
                null,
                like.workflowOwner(),
                like.workflowRepository());
    }

    static PublisherIdentity gitLab(
            PublisherIdentity.GitLab like, List<FormField> fields, Map<String, TextField> inputs) {
        return new PublisherIdentity.GitLab(
                value(fields, inputs, like.namespace(), "namespace"),
                value(fields, inputs, like.project(), "project"),
                value(fields, inputs, like.workflow(), "workflow", "file"),
                empty(value(fields, inputs, like.environment() == null ? "" : like.environment(), "environment")),
                like.issuerUrl(),
                null);
    }

    /** The input of the field whose name says what it is; what is wanted where the form has no such field. */
    private static String value(
            List<FormField> fields, Map<String, TextField> inputs, String otherwise, String... words) {
        for (String word : words) {
            for (FormField field : fields) {
                TextField input = inputs.get(field.name());
                boolean workflowsOwner = field.name().startsWith("workflow_repository");
                if (input != null && field.name().contains(word) && !workflowsOwner && !ownerOf(field, word)) {
                    return input.getText();
                }
            }
        }
        return otherwise;
    }

    /** {@code repository_owner} is the owner's field, not the repository's. */
    private static boolean ownerOf(FormField field, String word) {
        return word.equals("repository") && field.name().contains("owner");
    }

    private static @Nullable String empty(String value) {
        return value.isEmpty() ? null : value;
    }
}
