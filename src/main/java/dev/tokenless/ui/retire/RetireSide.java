package dev.tokenless.ui.retire;

import dev.tokenless.ci.github.Workflow;
import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Secrets;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StepResult;
import dev.tokenless.net.Request;
import dev.tokenless.registry.PublisherApi.StoredToken;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView.Block;
import dev.tokenless.ui.checklist.ChecklistView.Part;
import dev.tokenless.ui.checklist.ChecklistView.Remark;
import dev.tokenless.ui.checklist.ChecklistView.Row;
import dev.tokenless.ui.checklist.ChecklistView.Rows;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RegistryNames;
import java.util.ArrayList;
import java.util.List;

/** What stands beside the step Retire: the request that the next press sends, and who reads the secret. */
final class RetireSide {
    private final RetireModel model;
    private final Staged staged;
    private final GitHubLine account;
    private final Texts texts;

    RetireSide(RetireModel model, Staged staged, GitHubLine account, Texts texts) {
        this.model = model;
        this.staged = staged;
        this.account = account;
        this.texts = texts;
    }

    List<Part> of(RetireSight sight) {
        List<Part> parts = new ArrayList<>();
        if (!model.together().lines().isEmpty()) {
            parts.add(came(sight));
        }
        switch (model.pending()) {
            case Pending.Deletion(Secrets.Stored secret) -> deletion(secret, parts);
            case Pending.Allowing _ ->
                model.tokens().switching().ifPresent(both -> atRegistry(sight, both.allowing(), parts));
            case Pending.Revoking(StoredToken token) -> revoking(sight, token, parts);
            case Pending.Together(List<Piece> pieces) -> {
                pieces.forEach(piece -> together(sight, piece, parts));
                leftOut(sight, parts);
            }
            case null -> next(sight, parts);
        }
        sight.names().forEach(name -> parts.add(readers(sight, name)));
        if (sight.names().isEmpty()) {
            parts.add(new Remark(Sign.UNKNOWN, texts.rich("retire.secret.unknown")));
        }
        staged.lookouts().unseen().forEach(u -> parts.add(new Remark(Sign.UNKNOWN, Rich.plain(u))));
        return parts;
    }

    /** What one piece sends or opens, in the order in which it happens. */
    private void together(RetireSight sight, Piece piece, List<Part> parts) {
        switch (piece) {
            case Piece.Forbidding _ ->
                model.tokens().switching().ifPresent(both -> atRegistry(sight, both.forbidding(), parts));
            case Piece.Deleting(Secrets.Stored secret) -> deletion(secret, parts);
            case Piece.Revoking(StoredToken token) -> revoking(sight, token, parts);
            case Piece.Page(String address) ->
                parts.add(new Remark(Sign.NOTE, texts.rich("retire.all.page", Rich.code(address))));
        }
    }

    /** Of several tokens that may publish nobody but their owner knows which is the one. */
    private void leftOut(RetireSight sight, List<Part> parts) {
        int able = model.tokens().able().size();
        if (able > 1 && !sight.plan().state(Stage.TOKEN_REVOKED).passed()) {
            parts.add(
                    new Remark(Sign.NOTE, texts.rich("retire.all.several", able, RegistryNames.of(sight.registry()))));
        }
    }

    /** What came of each piece of the last press. */
    private Rows came(RetireSight sight) {
        List<Row> rows = new ArrayList<>();
        for (AllAtOnce.Line line : model.together().lines()) {
            Rich what = Rich.plain(
                    switch (line.piece()) {
                        case Piece.Forbidding _ -> texts.text("retire.forbid");
                        case Piece.Deleting(Secrets.Stored secret) -> texts.text("retire.secret.sure", secret.name());
                        case Piece.Revoking(StoredToken token) ->
                            texts.text("retire.tokens.sure", TokenFacts.name(token));
                        case Piece.Page _ -> texts.text("retire.revoke.page");
                    });
            rows.add(
                    switch (line.state()) {
                        case AllAtOnce.Came(StepResult.Done(String sentence, List<String> notes)) ->
                            new Row(
                                    notes.isEmpty() ? Sign.DONE : Sign.WARNING,
                                    what,
                                    Rich.plain((sentence + " " + String.join(" ", notes)).strip()));
                        case AllAtOnce.Came(StepResult refused) ->
                            new Row(Sign.REFUSED, what, Rich.plain(refused.sentence()));
                        case AllAtOnce.NotSent _ -> new Row(Sign.WAITING, what, texts.rich("retire.all.not-sent"));
                        case AllAtOnce.UnderWay _ ->
                            sight.working()
                                    ? new Row(Sign.RUNNING, what, texts.rich("retire.all.under-way"))
                                    : new Row(Sign.UNKNOWN, what, texts.rich("retire.all.stopped"));
                    });
        }
        return new Rows(texts.text("retire.all.came"), texts.rich("retire.all.came.note"), rows);
    }

    private void revoking(RetireSight sight, StoredToken token, List<Part> parts) {
        model.tokens().listed().stream()
                .flatMap(List::stream)
                .filter(one -> one.token().equals(token))
                .findFirst()
                .ifPresent(one -> atRegistry(sight, one.revoking(), parts));
    }

    /** The request of the stage whose turn it is. */
    private void next(RetireSight sight, List<Part> parts) {
        Stage current = sight.plan().current();
        List<Secrets.Stored> stored = sight.stored();
        if (current == Stage.SECRETS_DELETED && stored != null && !stored.isEmpty()) {
            deletion(stored.getFirst(), parts);
        } else if (current == Stage.TOKENS_FORBIDDEN) {
            model.tokens().switching().ifPresent(both -> atRegistry(sight, both.forbidding(), parts));
        }
    }

    private void deletion(Secrets.Stored secret, List<Part> parts) {
        model.deletion(secret).ifPresent(request -> {
            parts.add(Block.of(texts.text("retire.request.secret"), request));
            parts.add(new Remark(Sign.NOTE, account.credential()));
        });
    }

    private void atRegistry(RetireSight sight, Request request, List<Part> parts) {
        parts.add(Block.of(texts.text("retire.request.forbid", RegistryNames.of(sight.registry())), request));
        String from = model.tokens().from(sight.registry());
        if (!from.isEmpty()) {
            parts.add(new Remark(Sign.NOTE, texts.rich("retire.credential", from)));
        }
    }

    private Rows readers(RetireSight sight, String name) {
        List<SecretUses.Use> uses = sight.uses(name);
        List<Row> rows = new ArrayList<>();
        for (SecretUses.Use use : uses) {
            rows.add(new Row(
                    use.kind() == SecretUses.Kind.NAMED ? Sign.WARNING : Sign.UNKNOWN,
                    new Rich(List.of(Rich.code(FileNames.line(use.place())))),
                    texts.rich(
                            switch (use.kind()) {
                                case NAMED -> "retire.use.named";
                                case INHERITED -> "retire.use.inherited";
                                case ANY -> "retire.use.any";
                            },
                            use.line())));
        }
        if (rows.isEmpty() && sight.lab()) {
            rows.add(new Row(Sign.UNKNOWN, texts.rich("retire.use.lab"), Rich.EMPTY));
        } else if (rows.isEmpty()) {
            for (Workflow workflow : sight.open().inspection().workflows()) {
                rows.add(new Row(
                        Sign.MATCH,
                        new Rich(List.of(Rich.code(FileNames.name(workflow.path())))),
                        texts.rich("retire.use.none")));
            }
        }
        return new Rows(
                texts.text("retire.readers", name),
                uses.isEmpty()
                        ? texts.rich(sight.lab() ? "retire.readers.lab" : "retire.readers.none")
                        : texts.richPlural("retire.readers.some", uses.size(), uses.size()),
                rows);
    }
}
