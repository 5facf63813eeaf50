package dev.tokenless.ui.checklist;

import dev.tokenless.registry.RegistryPages;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/** Makes the tasks of a guided list: each has a mark that the user sets, the first that is open is the current one. */
public final class Steps {
    private final Session session;
    private final Texts texts;
    private final Consumer<String> pages;
    private final List<ChecklistView.Task> tasks = new ArrayList<>();
    private int counted;
    private int done;
    private boolean open;

    /** @param pages opens a page whose end the step waits for */
    public Steps(Session session, Texts texts, Consumer<String> pages) {
        this.session = session;
        this.texts = texts;
        this.pages = pages;
    }

    /** Adds a task whose page is opened and whose end the user says. */
    public Steps page(Walked.Mark mark, Rich what, Rich more, String button, String address) {
        Action page = Action.of(button, Feather.EXTERNAL_LINK, () -> pages.accept(address));
        return add(mark, what, more, List.of(page));
    }

    /** Adds a task with actions of its own, and the press that says it is done. */
    public Steps add(Walked.Mark mark, Rich what, Rich more, List<Action> own) {
        boolean is = session.now().progress().has(mark);
        boolean current = !is && !open;
        List<Action> actions = new ArrayList<>();
        if (is) {
            actions.add(Action.of(texts.text("checklist.not-done"), Feather.ROTATE_CCW, () -> set(mark, false)));
        } else {
            own.forEach(a -> actions.add(current ? a : a.ready() ? a.unless(texts.text("checklist.waits")) : a));
            Action did = Action.of(texts.text("checklist.did"), Feather.CHECK, () -> set(mark, true));
            actions.add(current ? did : did.unless(texts.text("checklist.waits")));
        }
        return fact(is, what, more, actions);
    }

    /** Adds something that the program sees by itself. */
    public Steps fact(boolean is, Rich what, Rich more, List<Action> actions) {
        Sign sign = is ? Sign.DONE : open ? Sign.WAITING : Sign.CURRENT;
        counted++;
        done += is ? 1 : 0;
        open |= !is;
        tasks.add(new ChecklistView.Task(sign, bold(what), more, actions));
        return this;
    }

    /** Adds a stage of the migration. */
    public Steps stage(ChecklistView.Task task, boolean passed) {
        counted++;
        done += passed ? 1 : 0;
        open |= !passed;
        tasks.add(task);
        return this;
    }

    /** Adds something to keep in mind, which is never done. */
    public Steps note(ChecklistView.Task task) {
        tasks.add(task);
        return this;
    }

    /** The words of a task: names stand as chips, the rest in bold. */
    public static Rich bold(Rich what) {
        return new Rich(what.spans().stream()
                .map(s -> s.style() == Rich.Style.PLAIN ? Rich.bold(s.text()) : s)
                .toList());
    }

    private void set(Walked.Mark mark, boolean now) {
        session.change(s -> s.walked(s.progress().with(mark, now)));
    }

    /** The tasks so far. */
    public List<ChecklistView.Task> tasks() {
        return tasks;
    }

    /** How many there are to be done; what is only to be kept in mind is none of them. */
    public int count() {
        return counted;
    }

    /** How many are done. */
    public int done() {
        return done;
    }

    /** Whether all are. */
    public boolean finished() {
        return done == counted;
    }

    /** A page of a repository at GitHub or GitLab. */
    public static String hostPage(RepositoryId repository, String rest) {
        // At GitLab an owner is a group with the groups above it.
        String owner =
                Arrays.stream(repository.owner().split("/")).map(Steps::part).collect(Collectors.joining("/"));
        return "https://" + repository.host() + "/" + owner + "/" + part(repository.name()) + rest;
    }

    /** The registry's pages of a package; empty ones for an upload to what is only recognised. */
    public static RegistryPages pages(Upload upload) {
        return Registries.byId(upload.registry())
                .map(r -> r.pages(upload.name()))
                .orElse(new RegistryPages("", "", "", "", false));
    }

    /** One part of an address. */
    private static String part(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
