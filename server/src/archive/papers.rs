//! What was published and sent, on paper (Art. 21–23): the notice, the announcement, letters and certificates as PDF, as
//! the site prints them.

use std::fs::File;

use app::locales::Lang;
use domain::season::Season;
use domain::stamp::Stamp;
use domain::views::announcement::AnnouncementView;
use domain::views::notice::NoticeView;
use domain::views::title::{Certificate, TitleLine};
use pdf::{Document, Sheet};
use service::Fault;
use service::ports::Session;
use service::ports::application::Dossier;
use service::rooms::announcement::Letter;

use super::write::Pack;
use crate::print::{self, Printer};

/// A paper that is not set yet.
enum Paper {
    /// A notice or a letter.
    Document(Document),
    /// A certificate.
    Sheet(Sheet),
}

/// Papers of a season, by their paths. They are set one by one: a hundred of them are small until then.
pub(super) struct Papers(Vec<(String, Paper)>);

impl Papers {
    /// What there is of it. `base` is the site's address; what is printed at `now` says so.
    pub(super) async fn of(
        db: &mut dyn Session,
        season: &Season,
        all: &[Dossier],
        (base, now): (&str, Stamp),
    ) -> Result<Self, Fault> {
        let mut papers = Self(Vec::new());
        if let Some(notice) = db.notice(&season.id).await? {
            let view = NoticeView::of(&notice, now);
            papers.add("notice", Paper::Document(print::notice(Lang::Zh, &view, base)));
        }
        // Before its release it is a draft that nobody may take for the result.
        let released = db.announcement(&season.id).await?.filter(|a| a.released_at.is_some());
        if let Some(announcement) = released {
            let view = AnnouncementView::from(&announcement);
            papers.add("announcement", Paper::Document(print::announcement(Lang::Zh, &view, now)));
        }
        papers.letters(db, season, all).await?;
        papers.certificates(db, season, base).await?;
        Ok(papers)
    }

    fn add(&mut self, name: &str, paper: Paper) {
        self.0.push((format!("papers/{name}.pdf"), paper));
    }

    /// Letters as they were sent.
    async fn letters(
        &mut self,
        db: &mut dyn Session,
        season: &Season,
        all: &[Dossier],
    ) -> Result<(), Fault> {
        for kept in db.winner_letters(&season.id).await? {
            let Some(d) = all.iter().find(|d| d.id == kept.dossier) else { continue };
            let (organisation, text, at) = (kept.organisation, kept.text, kept.at);
            let letter = Letter { reference: d.reference.clone(), organisation, text, at };
            let paper = Paper::Document(print::letter(Lang::Zh, &letter));
            self.add(&format!("letters/{}", d.reference), paper);
        }
        Ok(())
    }

    /// Certificates of the titles that stand: of one that was revoked none is printed any more (Art. 24).
    async fn certificates(
        &mut self,
        db: &mut dyn Session,
        season: &Season,
        base: &str,
    ) -> Result<(), Fault> {
        let revoked = db.revoked_titles().await?;
        for title in db.titles_between(season.year, season.year + 1).await? {
            // Titles of seasons before this system have theirs on paper.
            let Some(granted_at) = title.granted_at else { continue };
            if revoked.iter().any(|r| r.0 == title.number) {
                continue;
            }
            let name = format!("certificates/{}", title.number);
            let line = TitleLine::of(title, None);
            let certificate = Certificate { line, granted_at, demo: season.demo };
            let sheet = print::certificate(Lang::Zh, &certificate, base);
            self.add(&name, Paper::Sheet(sheet));
        }
        Ok(())
    }

    /// Sets them into an archive.
    pub(super) async fn print(
        self,
        pack: &mut Pack<File>,
        printer: &Printer,
    ) -> Result<(), String> {
        for (path, paper) in self.0 {
            let made = match paper {
                Paper::Document(document) => printer.print(move || document).await,
                Paper::Sheet(sheet) => printer.print_sheet(move || sheet).await,
            };
            let made = made.map_err(|e| format!("{path}: {e:?}"))?;
            pack.add(&path, &made.bytes)?;
        }
        Ok(())
    }
}
