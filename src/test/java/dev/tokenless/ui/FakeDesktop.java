package dev.tokenless.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A desktop whose user has decided beforehand; whatever she has not, she cancels. */
public final class FakeDesktop implements Desktop {
    public @Nullable Path folder;

    public @Nullable Path file;

    public @Nullable Path target;

    public final List<String> pages = new ArrayList<>();
    public String copied = "";

    @Override
    public Optional<Path> chooseFolder(String title) {
        return Optional.ofNullable(folder);
    }

    @Override
    public Optional<Path> chooseFile(String title) {
        return Optional.ofNullable(file);
    }

    @Override
    public Optional<Path> chooseTarget(String title, String fileName) {
        return Optional.ofNullable(target);
    }

    @Override
    public boolean openPage(String address) {
        return pages.add(address);
    }

    @Override
    public void copy(String text) {
        copied = text;
    }
}
