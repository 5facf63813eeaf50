package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;

/** The states of packages in signs and words. */
final class PortfolioStates {
    private final Texts texts;

    PortfolioStates(Texts texts) {
        this.texts = texts;
    }

    Sign sign(PortfolioRow.State state) {
        return switch (state) {
            case BROKEN -> Sign.REFUSED;
            case TOKEN -> Sign.TOKEN;
            case HALF_WAY -> Sign.WARNING;
            case UNKNOWN -> Sign.UNKNOWN;
            case TRUSTED -> Sign.DONE;
            case ELSEWHERE -> Sign.NOTE;
        };
    }

    String word(PortfolioRow.State state) {
        return switch (state) {
            case BROKEN -> texts.text("portfolio.state.broken");
            case TOKEN -> texts.text("portfolio.state.token");
            case HALF_WAY -> texts.text("portfolio.state.half-way");
            case UNKNOWN -> texts.text("portfolio.state.unknown");
            case TRUSTED -> texts.text("portfolio.state.trusted");
            case ELSEWHERE -> texts.text("portfolio.state.elsewhere");
        };
    }
}
