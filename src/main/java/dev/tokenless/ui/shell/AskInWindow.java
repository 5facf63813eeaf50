package dev.tokenless.ui.shell;

import dev.tokenless.net.Secret;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks for the second factor in the window, while the work waits on its own thread. */
final class AskInWindow implements SecondFactor {
    private final Texts texts = new Texts();
    private final Desktop desktop;

    AskInWindow(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Optional<Secret> type(String registry, boolean again) {
        CompletableFuture<Optional<Secret>> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            TextField code = new TextField();
            code.setAccessibleText(texts.text("second-factor.code"));
            Label words = new Label(texts.text(again ? "second-factor.again" : "second-factor.type", registry));
            words.setWrapText(true);
            words.setLabelFor(code);
            VBox box = new VBox(words, code);
            box.getStyleClass().add("field");
            Optional<ButtonType> pressed = ask(texts.text("second-factor.title", registry), box, code);
            answer.complete(pressed.filter(ButtonType.OK::equals)
                    .map(ok -> code.getText().strip())
                    .filter(typed -> !typed.isEmpty())
                    .map(Secret::of));
        });
        return await(answer, Optional.empty());
    }

    @Override
    public boolean open(String registry, String address) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            Label words = new Label(texts.text("second-factor.page", registry, address));
            words.setWrapText(true);
            Optional<ButtonType> pressed = ask(texts.text("second-factor.title", registry), new VBox(words), null);
            boolean open = pressed.filter(ButtonType.OK::equals).isPresent();
            if (open) {
                desktop.openPage(address);
            }
            answer.complete(open);
        });
        return await(answer, false);
    }

    private static Optional<ButtonType> ask(String title, VBox content, @Nullable TextField first) {
        Alert dialog = new Alert(Alert.AlertType.CONFIRMATION);
        // it stays above the window that waits for it
        Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .filter(Window::isShowing)
                .findFirst()
                .ifPresent(dialog::initOwner);
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().setPrefWidth(480);
        if (first != null) {
            Platform.runLater(first::requestFocus);
        }
        return dialog.showAndWait();
    }

    private static <T> T await(CompletableFuture<T> answer, T otherwise) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            return otherwise;
        }
    }
}
