//! What leaves the house of a panel (Art. 15, 19, 20): its board as a table, and its conclusion on paper. Cut as the
//! page is, with the name of whoever takes it, and noted.

use domain::deliberation::Review;
use domain::deliberation::panel_round::PanelStage;
use domain::ids::PanelId;
use domain::policy::Actor;
use domain::refusal::Refusal;
use domain::views::sheets::{PrintedConclusion, TakenBoard};

use crate::reads::Sealed;
use crate::{Result, Service};

impl Service {
    /// The board of a panel, for who sees it.
    pub async fn take_board(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
    ) -> Result<TakenBoard> {
        let view = self.board(actor, review, Some(panel)).await?;
        self.note_read(actor, Sealed::BoardTable(review, panel)).await?;
        Ok(TakenBoard { view, whose: actor.name.clone(), at: self.now() })
    }

    /// The conclusion of a panel once it is signed, for who sits at its table.
    pub async fn print_conclusion(
        &self,
        actor: &Actor,
        review: Review,
        panel: &PanelId,
    ) -> Result<PrintedConclusion> {
        let view = self.deliberation(actor, review, panel).await?;
        if view.panel.stage == PanelStage::Open {
            return Err(Refusal::NotYours.into());
        }
        self.note_read(actor, Sealed::Conclusion(review, panel)).await?;
        Ok(PrintedConclusion { view, whose: actor.name.clone(), at: self.now() })
    }
}
