package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallGraphTest {

    @Test
    void every_way_from_an_event_to_a_job_is_found() {
        List<Workflow> all = List.of(
                workflow("release", "push", "a", "./.github/workflows/middle.yml"),
                workflow("manual", "workflow_dispatch", "b", "$/.github/workflows/publish.yml"),
                workflow("middle", "workflow_call", "c", "./.github/workflows/publish.yml"),
                workflow("publish", "workflow_call", "d", null));

        assertThat(chains(all, 3))
                .containsExactlyInAnyOrder("release#a > middle#c > publish#d", "manual#b > publish#d");
        assertThat(chains(all, 0)).containsExactly("release#a");
    }

    @Test
    void a_called_workflow_that_also_has_events_is_an_entry_itself() {
        List<Workflow> all = List.of(
                workflow("release", "push", "a", "./.github/workflows/publish.yml"),
                workflow("publish", "[workflow_call, workflow_dispatch]", "d", null));

        assertThat(chains(all, 1)).containsExactlyInAnyOrder("publish#d", "release#a > publish#d");
    }

    @Test
    void a_workflow_that_may_not_be_called_is_not_reached_by_a_call() {
        List<Workflow> all = List.of(
                workflow("release", "push", "a", "./.github/workflows/publish.yml"),
                workflow("publish", "workflow_dispatch", "d", null));

        assertThat(chains(all, 1)).containsExactly("publish#d");
    }

    @Test
    void circles_and_strangers_end_the_search() {
        List<Workflow> all = List.of(
                workflow("a", "workflow_call", "a", "./.github/workflows/b.yml"),
                workflow("b", "workflow_call", "b", "./.github/workflows/a.yml"),
                workflow("c", "push", "c", "octo/other/.github/workflows/x.yml@v1"));

        assertThat(chains(all, 0)).isEmpty();
        assertThat(chains(all, 2)).containsExactly("c#c");
    }

    @Test
    void exponentially_many_ways_are_cut_off() {
        List<Workflow> all = new ArrayList<>();
        for (int level = 0; level < 9; level++) {
            for (int i = 0; i < 8; i++) {
                StringBuilder text = new StringBuilder("on: [push, workflow_call]\njobs:\n");
                for (int j = 0; j < 8; j++) {
                    text.append("  j%d:\n    uses: ./.github/workflows/l%d-%d.yml\n".formatted(j, level + 1, j));
                }
                all.add(read("l%d-%d".formatted(level, i), text.toString()));
            }
        }

        assertThat(CallGraph.of(all)
                        .chainsTo(all.getLast(), all.getLast().jobs().getFirst()))
                .hasSize(200);
    }

    private static List<String> chains(List<Workflow> all, int index) {
        Workflow target = all.get(index);
        return CallGraph.of(all).chainsTo(target, target.jobs().getFirst()).stream()
                .map(chain -> String.join(
                        " > ",
                        chain.stream()
                                .map(l -> l.workflow().fileName().replace(".yml", "")
                                        + "#"
                                        + l.job().id())
                                .toList()))
                .toList();
    }

    private static Workflow workflow(String name, String on, String job, String uses) {
        return read(
                name,
                "on: " + on + "\njobs:\n  " + job + ":\n"
                        + (uses == null ? "    runs-on: x\n" : "    uses: " + uses + "\n"));
    }

    private static Workflow read(String name, String text) {
        return WorkflowReader.readOne(new SourceText(".github/workflows/" + name + ".yml", text))
                .workflows()
                .getFirst();
    }
}
