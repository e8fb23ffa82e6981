//! Telling of a conclusion that was signed, confirmed or given back (Art. 13–15): who goes on with it gets a message,
//! whoever sits at the table with a page open hears a bell.

use domain::deliberation::news::News;
use domain::deliberation::panel_round::PanelRound;
use domain::mail::Message;
use domain::policy::Role;

use crate::makers::tell;
use crate::picture::Picture;
use crate::ports::Bell;
use crate::ports::committee::Panel;
use crate::table::Chairs;
use crate::{Result, Work};

/// A conclusion to tell of.
pub(super) struct Told<'a> {
    pub(super) picture: &'a Picture,
    pub(super) panel: &'a Panel,
    /// Where it stands from now on.
    pub(super) round: PanelRound,
}

impl Told<'_> {
    /// Tells whoever goes on with it: the one who confirms of a signature, the one who presides of what became of
    /// it. Where nobody is left to confirm, the Office is told to make room.
    pub(super) async fn tell(self, work: &mut Work, news: News) -> Result<()> {
        let Self { picture, panel, round } = self;
        let (season, signed) = (&picture.season.id, news == News::Signed);
        let chairs = Chairs::read(&mut *work.db, picture).await?;
        let table = chairs.table(picture, &panel.id, &round, work.clock);
        let message = |news| Message::Conclusion {
            review: picture.review,
            panel: panel.id.clone(),
            number: panel.number,
            news,
        };
        let seat = if signed { table.confirms } else { table.presides };
        match seat {
            Some(seat) => tell(work, season, &[seat], &message(news)).await?,
            None if signed => {
                let message = message(News::Stuck);
                work.post_to_holders(season, (Role::Office, ""), None, &message).await?;
            }
            None => {}
        }
        let (at, panel) = (work.now.0, Some(panel.id.clone()));
        work.ring(Bell { at, room: Bell::TABLE.into(), dossier: None, panel });
        Ok(())
    }
}
