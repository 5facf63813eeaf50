package dev.tokenless.ui.part;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a screen: content and, at its right, the side pane with the proof. In a narrow window the side pane becomes
 * a tab beside the last section of the content.
 */
public final class StepFrame extends StackPane {
    private static final double SIDE = 472;
    /** Where the window is not wide, the side pane gives way to this width before the content gets less than it needs. */
    private static final double LEAST_SIDE = 384;

    private static final double LEAST_CONTENT = 640;
    /** Below this width neither has the room that it needs beside the other: the side pane becomes a tab. */
    private static final double LEAST_BOTH = 980;

    private static final double WIDEST_CONTENT = 1040;

    private final ObjectProperty<@Nullable Node> top = new SimpleObjectProperty<>(this, "top");
    private final ObjectProperty<@Nullable Node> last = new SimpleObjectProperty<>(this, "last");
    private final ObjectProperty<@Nullable Node> side = new SimpleObjectProperty<>(this, "side");
    private final StringProperty lastTitle = new SimpleStringProperty(this, "lastTitle", "");
    private final StringProperty sideTitle = new SimpleStringProperty(this, "sideTitle", "");
    private final BooleanProperty narrow = new SimpleBooleanProperty(this, "narrow");
    private final BooleanProperty fill = new SimpleBooleanProperty(this, "fill");
    private final BooleanProperty sideEmpty = new SimpleBooleanProperty(this, "sideEmpty");
    private final SplitPane split = new SplitPane();
    /** One and the same in every arrangement: it keeps how far the page was scrolled. */
    private final ScrollPane scroll = new ScrollPane();

    /** Carries the font that the style gives, so that widths follow the text's size. */
    private final Label measure = new Label();

    private final ToggleButton lastTab = tab(lastTitle);
    private final ToggleButton sideTab = tab(sideTitle);
    private boolean dragged;
    /** Whether the content and the side pane have no room beside each other, though the window is not narrow. */
    private boolean tight;
    /** The width and the size of the text for which the divider stands where it stands. */
    private double placedFor;

    private double placedAt;

    public StepFrame() {
        getStyleClass().add("step-frame");
        ToggleGroup tabs = new ToggleGroup();
        lastTab.setToggleGroup(tabs);
        sideTab.setToggleGroup(tabs);
        lastTab.setSelected(true);
        tabs.selectedToggleProperty().addListener((p, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            } else if (old != null && folded()) {
                arrange();
            }
        });
        for (ObjectProperty<@Nullable Node> part : java.util.List.of(top, last, side)) {
            part.addListener((p, old, now) -> arrange());
        }
        narrow.addListener((p, old, now) -> arrange());
        fill.addListener((p, old, now) -> arrange());
        sideEmpty.addListener((p, old, now) -> {
            if (folded()) {
                arrange();
            }
        });
        measure.setManaged(false);
        measure.setVisible(false);
        measure.fontProperty().addListener((p, old, now) -> requestLayout());
        lastTitle.addListener((p, old, now) -> headings(last.get(), !folded() || side.get() == null));
        scroll.getStyleClass().add("page-scroll");
        InView.drawnInParts(scroll);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        widthProperty().addListener((p, old, now) -> fold());
        split.setOnMouseReleased(e -> dragged = true);
    }

    /** A split that takes another width moves its divider in its own way: it is put in its place after that. */
    @Override
    protected void layoutChildren() {
        fold(); // the text may have another size in the same width
        super.layoutChildren();
        if (split.getParent() == this && (getWidth() != placedFor || em() != placedAt)) {
            split.layout();
            place();
            placedFor = getWidth();
            placedAt = em();
        }
    }

    private static ToggleButton tab(StringProperty title) {
        ToggleButton tab = new ToggleButton();
        tab.textProperty().bind(title);
        tab.getStyleClass().add("place-tab");
        return tab;
    }

    /** Puts the side pane away where the width does not suffice for both, and shows it again where it does. */
    private void fold() {
        boolean now = getWidth() > 0 && getWidth() < LEAST_BOTH * em();
        if (now != tight) {
            tight = now;
            if (!narrow.get() && side.get() != null) {
                arrange();
            }
        }
    }

    /** Whether the side pane is a tab. */
    private boolean folded() {
        return narrow.get() || tight;
    }

    /** Lays the parts out anew; the control that had the focus keeps it. */
    private void arrange() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        boolean inside = false;
        for (Node at = focused; at != null; at = at.getParent()) {
            inside = inside || at == this;
        }
        layOut();
        if (inside && focused != null && focused.getScene() == getScene()) {
            focused.requestFocus();
        }
    }

    private void layOut() {
        split.getItems().clear();
        getChildren().setAll(measure);
        VBox page = new VBox();
        page.getStyleClass().add("page");
        page.setMinHeight(Region.USE_PREF_SIZE);
        Node above = top.get();
        Node section = last.get();
        Node proof = side.get();
        if (above != null) {
            page.getChildren().add(above);
        }
        boolean folded = folded() && proof != null && !sideEmpty.get();
        if (folded && section != null) {
            FlowPane tabs = new FlowPane(lastTab, sideTab);
            tabs.getStyleClass().add("place-tabs");
            page.getChildren().add(tabs);
        }
        headings(section, !folded);
        Node below = folded && (section == null || sideTab.isSelected()) ? proof : section;
        if (below != null) {
            page.getChildren().add(below);
        }
        if (folded && below == proof && below instanceof Region region) {
            VBox.setVgrow(region, Priority.ALWAYS);
            region.setMinHeight(280);
        }
        if (fill.get() && below != null) {
            VBox.setVgrow(below, Priority.ALWAYS);
        }
        scroll.setContent(page);
        if (proof == null || folded()) {
            getChildren().add(scroll);
            return;
        }
        if (proof instanceof Region region) {
            region.setMinHeight(0);
        }
        split.getItems().setAll(scroll, proof);
        SplitPane.setResizableWithParent(proof, false);
        getChildren().add(split);
        dragged = false;
        placedFor = 0;
    }

    /** The heading of the last section need not repeat the tab above it. */
    private void headings(@Nullable Node node, boolean shown) {
        if (node instanceof SectionHeading heading) {
            heading.named(shown || !lastTitle.get().startsWith(heading.getTitle()));
        } else if (node instanceof Pane pane) {
            pane.getChildren().forEach(child -> headings(child, shown));
        }
    }

    /** Gives the side pane its width: what was drawn, more where the content is wide enough, or what the user dragged. */
    private void place() {
        if (dragged || split.getItems().size() < 2 || getWidth() <= 0) {
            return;
        }
        double em = em();
        double beside = Math.clamp(getWidth() - LEAST_CONTENT * em, LEAST_SIDE * em, SIDE * em);
        double content = Math.min(getWidth() - beside, WIDEST_CONTENT * em);
        split.setDividerPositions(Math.clamp(content / getWidth(), 0.3, 0.8));
    }

    private double em() {
        return measure.getFont().getSize() / 14;
    }

    /** Brings the side pane into view where it is folded away, or will be once the window is narrower. */
    public void revealSide() {
        if (last.get() == null || sideTab.isSelected()) {
            return;
        }
        sideTab.setSelected(true);
        if (folded() && getScene() != null) {
            NextFrame.after(getScene(), () -> InView.begin(sideTab)); // it may stand below all that the page holds
        }
    }

    /** Shows the content again where the side pane stands in its place. */
    public void revealContent() {
        if (last.get() != null) {
            lastTab.setSelected(true);
        }
    }

    public ObjectProperty<@Nullable Node> topProperty() {
        return top;
    }

    public @Nullable Node getTop() {
        return top.get();
    }

    public void setTop(@Nullable Node node) {
        top.set(node);
    }

    public ObjectProperty<@Nullable Node> lastProperty() {
        return last;
    }

    public @Nullable Node getLast() {
        return last.get();
    }

    public void setLast(@Nullable Node node) {
        last.set(node);
    }

    public ObjectProperty<@Nullable Node> sideProperty() {
        return side;
    }

    public @Nullable Node getSide() {
        return side.get();
    }

    public void setSide(@Nullable Node node) {
        side.set(node);
    }

    public StringProperty lastTitleProperty() {
        return lastTitle;
    }

    public String getLastTitle() {
        return lastTitle.get();
    }

    public void setLastTitle(String text) {
        lastTitle.set(text);
    }

    public StringProperty sideTitleProperty() {
        return sideTitle;
    }

    public String getSideTitle() {
        return sideTitle.get();
    }

    public void setSideTitle(String text) {
        sideTitle.set(text);
    }

    /** Whether the window is narrow. */
    public BooleanProperty narrowProperty() {
        return narrow;
    }

    public boolean isNarrow() {
        return narrow.get();
    }

    public void setNarrow(boolean value) {
        narrow.set(value);
    }

    /** Whether the side pane only says that it is empty; a narrow window leaves it away then. */
    public BooleanProperty sideEmptyProperty() {
        return sideEmpty;
    }

    public boolean isSideEmpty() {
        return sideEmpty.get();
    }

    public void setSideEmpty(boolean value) {
        sideEmpty.set(value);
    }

    /** Whether the last section takes the height that is left. */
    public BooleanProperty fillProperty() {
        return fill;
    }

    public boolean isFill() {
        return fill.get();
    }

    public void setFill(boolean value) {
        fill.set(value);
    }
}
