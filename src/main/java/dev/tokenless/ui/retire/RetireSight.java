package dev.tokenless.ui.retire;

import dev.tokenless.ci.github.Workflow;
import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Secrets;
import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.ui.checklist.Chosen;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.Upload;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known for one showing of the step Retire.
 *
 * @param names the secrets that hold the package's token, as far as they were ever seen
 * @param stored those of them that GitHub still holds; null where nobody looked
 * @param looking whether somebody looks just now
 * @param working whether something is being done or asked just now
 */
record RetireSight(
        SessionState state,
        Reading open,
        Upload upload,
        MigrationPlan plan,
        Set<String> names,
        @Nullable List<Secrets.Stored> stored,
        boolean looking,
        boolean working) {

    static RetireSight of(Chosen chosen, Staged staged, boolean working) {
        SessionState state = chosen.state();
        Upload upload = chosen.upload();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(state.kept().remembered().secretNames(MigrationPlan.key(upload.registry(), upload.name())));
        if (upload.examined() != null) {
            names.addAll(upload.examined().job().secrets());
        }
        Observed.StoredSecrets held = staged.lookouts().observed().secrets();
        return new RetireSight(
                state,
                chosen.open(),
                upload,
                staged.plan(state, chosen.open(), upload),
                names,
                held == null
                        ? null
                        : held.stored().stream()
                                .filter(s -> names.contains(s.name()))
                                .toList(),
                staged.lookouts().looking(),
                working);
    }

    /** Whether the jobs run at GitLab, where secrets are CI/CD variables that are not looked at from here. */
    boolean lab() {
        return plan.host() == CiHost.GITLAB;
    }

    RegistryId registry() {
        return upload.registry();
    }

    /** Where the workflows name a secret, or could read it without naming it. */
    List<SecretUses.Use> uses(String secret) {
        if (lab()) {
            return SecretUses.ofVariable(secret, open.inspection().project().tree());
        }
        List<SourceText> files =
                open.inspection().workflows().stream().map(Workflow::source).toList();
        return SecretUses.of(secret, files);
    }
}
