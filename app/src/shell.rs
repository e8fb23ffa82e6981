//! The document around every page, and the table of routes.

mod arrival;
mod header;
mod navigation;

use domain::policy::Role;
use domain::views::identity::Me;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

use crate::corridor::account::page::AccountPage;
use crate::corridor::account::reset::{AskReset, SetPassword};
use crate::corridor::account::verify::Verify;
use crate::corridor::guard::account::AccountPage as AccountOfPage;
use crate::corridor::guard::accounts::AccountsPage;
use crate::corridor::guard::audit::AuditPage;
use crate::corridor::guard::code::CodePage;
use crate::corridor::guard::factor::FactorPage;
use crate::corridor::guard::system::SystemPage;
use crate::corridor::guard::wait::WaitPage;
use crate::corridor::guide::GuidePage;
use crate::corridor::heads::HeadsPage;
use crate::corridor::inbox::InboxPage;
use crate::corridor::people::invitation::InvitationPage;
use crate::corridor::people::page::PeoplePage;
use crate::corridor::privacy::Privacy;
use crate::corridor::register::Register;
use crate::corridor::sign_in::SignIn;
use crate::locales::{Lang, account, common, exchange, incident, lang, title as titles};
use crate::rooms::announcement::page::AnnouncementPage;
use crate::rooms::announcement::prepare::PreparingPage;
use crate::rooms::application::check_answers::CheckPage;
use crate::rooms::application::eligibility::EligibilityPage;
use crate::rooms::application::history::HistoryPage;
use crate::rooms::application::mine::MinePage;
use crate::rooms::application::receipt::ReceiptPage;
use crate::rooms::application::seal::SealPage;
use crate::rooms::application::sign::SignPage;
use crate::rooms::application::start::StartPage;
use crate::rooms::application::status::{Kept, Status};
use crate::rooms::application::tasks::TasksPage;
use crate::rooms::application::wizard::{self, WizardPage};
use crate::rooms::committee::assignment::AssignmentPage;
use crate::rooms::committee::draw::DrawPage;
use crate::rooms::committee::expert::ExpertPage;
use crate::rooms::committee::page::CommitteePage;
use crate::rooms::committee::pool::PoolPage;
use crate::rooms::committee::pool_import::PoolImportPage;
use crate::rooms::consultation::page::ConsultationPage;
use crate::rooms::defence::page::DefencePage;
use crate::rooms::defence::room::RoomPage;
use crate::rooms::defence::session::SessionPage;
use crate::rooms::defence::slot::SlotPage;
use crate::rooms::defence::visit::VisitPage;
use crate::rooms::deliberation::dossier::TableDossierPage;
use crate::rooms::deliberation::page::PanelsPage;
use crate::rooms::deliberation::panel::PanelPage;
use crate::rooms::deliberation::sheets::SheetsPage;
use crate::rooms::exchange::activity::ActivityPage;
use crate::rooms::exchange::page::{ExchangePage, PATH as EXCHANGE};
use crate::rooms::exchange::report::ReportPage;
use crate::rooms::exchange::reports::ReportsPage;
use crate::rooms::formality::blind::BlindPage;
use crate::rooms::formality::blind_list::BlindListPage;
use crate::rooms::formality::checklist::ChecklistPage;
use crate::rooms::formality::duplicates::DuplicatesPage;
use crate::rooms::formality::page::FormalityPage;
use crate::rooms::formality::statistics::StatisticsPage;
use crate::rooms::incident::case::IncidentPage;
use crate::rooms::incident::form::ReportPage as IncidentReportPage;
use crate::rooms::incident::list::IncidentsPage;
use crate::rooms::incident::revoked::RevocationsPage;
use crate::rooms::incident::statement::StatementPage;
use crate::rooms::incident::status::IncidentStatusPage;
use crate::rooms::initial_list::page::InitialListPage;
use crate::rooms::notice::form::ObjectionFormPage;
use crate::rooms::notice::objection::ObjectionPage;
use crate::rooms::notice::objections::ObjectionsPage;
use crate::rooms::notice::page::NoticePage;
use crate::rooms::notice::prepare::PreparePage;
use crate::rooms::notice::status::ObjectionStatusPage;
use crate::rooms::recommendation::compare::ComparePage;
use crate::rooms::recommendation::page::UnitPage;
use crate::rooms::recommendation::reading::ReadingPage;
use crate::rooms::review::board::BoardPage;
use crate::rooms::review::page::ReviewsPage;
use crate::rooms::review::promise::UndertakingPage;
use crate::rooms::review::sheet::SheetPage;
use crate::rooms::season::calendar::CalendarPage;
use crate::rooms::season::clock::{ClockPage, PATH};
use crate::rooms::season::draft::DraftPage;
use crate::rooms::season::editor::EditorPage;
use crate::rooms::season::import::ImportPage;
use crate::rooms::season::page::CallPage;
use crate::rooms::season::plan::PlanPage;
use crate::rooms::title::correct::CorrectPage;
use crate::rooms::title::import::ImportTitlesPage;
use crate::rooms::title::own::OwnTitlesPage;
use crate::rooms::title::register::{PATH as REGISTER, RegisterPage};
use crate::rooms::title::verify::{PATH as CHECK_PLAQUE, VerifyPage};
use crate::ui::chosen_file;
use crate::ui::form::Typed;
use crate::ui::hand::feel;
use crate::ui::load::not_found;
use crate::ui::once::Drawn;
use header::Header;
use navigation::grouped;

/// What every page is told about its reader: language, who is signed in, whether the
/// season is a demonstration. Decided on the server, carried to the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reader {
    /// Language.
    pub lang: Lang,
    /// Who is signed in.
    pub me: Option<Me>,
    /// Demonstration data: every page says so.
    pub demo: bool,
    /// A rehearsal: every page says so, with what its clock says.
    #[serde(default)]
    pub rehearsal: Option<String>,
    /// Messages the reader has not read.
    pub unread: i64,
    /// A public notice is open: every page leads to it.
    #[serde(default)]
    pub notice: bool,
    /// Year of the season, once its result is announced.
    #[serde(default)]
    pub announced: Option<i32>,
    /// The reader stands in for a head of the committee whom a conflict keeps out (Art. 15).
    #[serde(default)]
    pub stands_in: bool,
    /// A form that was posted and refused, drawn again with what was typed.
    #[serde(default)]
    pub typed: Option<Typed>,
    /// What its forms are drawn with that add something; empty where there are none.
    #[serde(default)]
    pub once: String,
}

/// In the context of a page that is kept by a worker to be read without a line: it has no script.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

/// Address of the one plain page.
pub const PLAIN_PAGE: &str = "/status/kept";

/// Messages not read, as the header shows them; the inbox keeps it up to date.
#[derive(Clone, Copy, Debug)]
pub struct Unread(pub RwSignal<i64>);

/// Address of a page with what is typed in it, where it can stand in one: what the switch of languages leads
/// back to. Pages that have such an address keep it up to date, and take it away when they go.
#[derive(Clone, Copy, Debug)]
pub struct Carried(pub RwSignal<Option<String>>);

/// The document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let reader = use_context::<Reader>().unwrap_or_default();
    let plain = use_context::<Plain>().is_some();
    let feeds = common::words(reader.lang).product;
    let menus = !plain && grouped(reader.me.as_ref());
    view! {
        <!DOCTYPE html>
        <html lang=reader.lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="alternate" type="application/atom+xml" title=feeds href="/notice/feed.atom"/>
                <link rel="alternate" type="application/feed+json" title=feeds href="/notice/feed.json"/>
                <HashedStylesheet options=options.clone()/>
                {menus.then(|| view! { <script src="/menu.js" defer></script> })}
                {(!plain).then(|| program(options))}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The program that wakes the page: the pages of a dossier have one of their own.
fn program(options: LeptosOptions) -> AnyView {
    if !wizard::is_at(&path()) {
        return view! { <HydrationScripts options/> }.into_any();
    }
    let to = format!("/{}/wizard", options.site_pkg_dir);
    let (script, module) = (format!("{to}.js"), format!("{to}_bg.wasm"));
    let begin = format!("import begin from {script:?}; begin({{ module_or_path: {module:?} }});");
    let nonce = leptos::nonce::use_nonce();
    view! {
        <link rel="modulepreload" href=script/>
        <link rel="preload" href=module r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce inner_html=begin></script>
    }
    .into_any()
}

/// The path of the page that is asked for.
fn path() -> String {
    #[cfg(feature = "ssr")]
    return use_context::<http::request::Parts>()
        .map(|p| p.uri.path().to_owned())
        .unwrap_or_default();
    #[cfg(not(feature = "ssr"))]
    String::new()
}

impl Reader {
    /// Whether the reader works for the Office.
    pub fn works_for_the_office(&self) -> bool {
        self.me.iter().any(|me| me.grants.iter().any(|g| g.role == Role::Office))
    }
}

/// The reader, the same on both sides: what the server knew is carried in the page.
fn reader() -> Reader {
    SharedValue::new(|| use_context::<Reader>().unwrap_or_default()).into_inner()
}

/// All pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let reader = reader();
    provide_context(reader.lang);
    provide_context(reader.clone());
    provide_context(Unread(RwSignal::new(reader.unread)));
    provide_context(Carried(RwSignal::new(None)));
    provide_context(Drawn::none());
    Effect::new(|_| {
        feel();
        chosen_file::keep();
    });
    let w = common::words(reader.lang);
    view! {
        <Router>
            // The browser's own way moves the focus, too; the router's would scroll and leave it here.
            <a class="skip" href="#main" rel="external">{w.skip}</a>
            {reader.rehearsal.clone().map(|at| view! {
                <aside class="demo-mark rehearsal" aria-label=w.rehearsal_label>
                    {(w.rehearsal)(&at)}" "
                    {reader.works_for_the_office().then(|| view! { <a href=PATH>{w.rehearsal_clock}</a> })}
                </aside>
            })}
            {reader.demo.then(|| view! { <aside class="demo-mark" aria-label=w.demo_label>{w.demo}</aside> })}
            <Header/>
            {unproved(&reader)}
            <main id="main" tabindex="-1">
                <Routes fallback=|| not_found()>
                    <Route path=path!("/") view={Lazy::<CallPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/eligibility") view={Lazy::<EligibilityPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/status") view=Status ssr=SsrMode::Async/>
                    <Route path=path!("/status/kept") view=Kept ssr=SsrMode::Async/>
                    <Route path=path!("/guide") view={Lazy::<GuidePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/journal/heads") view={Lazy::<HeadsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/sign-in") view=SignIn ssr=SsrMode::Async/>
                    <Route path=path!("/sign-in/code") view=CodePage ssr=SsrMode::Async/>
                    <Route path=path!("/wait") view=WaitPage ssr=SsrMode::Async/>
                    <Route path=path!("/register") view=Register ssr=SsrMode::Async/>
                    <Route path=path!("/privacy") view=Privacy ssr=SsrMode::Async/>
                    <Route path=path!("/verify/:token") view=Verify ssr=SsrMode::Async/>
                    <Route path=path!("/reset") view=AskReset ssr=SsrMode::Async/>
                    <Route path=path!("/reset/:token") view=SetPassword ssr=SsrMode::Async/>
                    <Route path=path!("/invitation/:token") view={Lazy::<InvitationPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account") view={Lazy::<AccountPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/second-factor") view={Lazy::<FactorPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/accounts") view={Lazy::<AccountsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/accounts/:id") view={Lazy::<AccountOfPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/audit") view={Lazy::<AuditPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/system") view={Lazy::<SystemPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/organisation") view={Lazy::<PeoplePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/inbox") view={Lazy::<InboxPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application") view={Lazy::<MinePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application/start") view={Lazy::<StartPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application/:id") view={Lazy::<TasksPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application/:id/check") view={Lazy::<CheckPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application/:id/receipt") view={Lazy::<ReceiptPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application/:id/history") view={Lazy::<HistoryPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application/:id/seal") view={Lazy::<SealPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/application/:id/:page") view=WizardPage ssr=SsrMode::Async/>
                    <Route path=path!("/sign/:token") view={Lazy::<SignPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/recommendation") view={Lazy::<UnitPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/recommendation/compare") view={Lazy::<ComparePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/recommendation/:id") view={Lazy::<ReadingPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/season") view={Lazy::<PlanPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/season/import") view={Lazy::<ImportPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/season/calendar") view={Lazy::<CalendarPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/season/clock") view={Lazy::<ClockPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/season/plan/:year") view={Lazy::<DraftPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/season/plan/:year/:part") view={Lazy::<EditorPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/formality") view={Lazy::<FormalityPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/formality/duplicates") view={Lazy::<DuplicatesPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/formality/blind") view={Lazy::<BlindListPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/formality/statistics") view={Lazy::<StatisticsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/formality/:id/blind") view={Lazy::<BlindPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/formality/:id") view={Lazy::<ChecklistPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/committee") view={Lazy::<CommitteePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/committee/assignment") view={Lazy::<AssignmentPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/committee/experts") view={Lazy::<PoolPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/committee/experts/import") view={Lazy::<PoolImportPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/committee/experts/:id") view={Lazy::<ExpertPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/committee/draw") view={Lazy::<DrawPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/review") view={Lazy::<ReviewsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/review/undertaking") view={Lazy::<UndertakingPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/review/board") view={Lazy::<BoardPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/review/board/:panel") view={Lazy::<BoardPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/deliberation") view={Lazy::<PanelsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/initial-list") view={Lazy::<InitialListPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/deliberation/:panel") view={Lazy::<PanelPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/deliberation/:panel/:id") view={Lazy::<SheetsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/deliberation/:panel/:id/dossier") view={Lazy::<TableDossierPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/defence") view={Lazy::<DefencePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/defence/session/:id") view={Lazy::<SessionPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/defence/room/:id") view={Lazy::<RoomPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/defence/slot/:id") view={Lazy::<SlotPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/defence/visit/:id") view={Lazy::<VisitPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/consultation") view={Lazy::<ConsultationPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/notice") view={Lazy::<NoticePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/notice/prepare") view={Lazy::<PreparePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/notice/objections") view={Lazy::<ObjectionsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/notice/objections/:id") view={Lazy::<ObjectionPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/notice/:year") view={Lazy::<NoticePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/notice/:year/objection") view={Lazy::<ObjectionFormPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/objection/:token") view={Lazy::<ObjectionStatusPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/announcement") view={Lazy::<PreparingPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/exchange") view={Lazy::<ExchangePage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/exchange/reports") view={Lazy::<ReportsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/exchange/report/:id") view={Lazy::<ReportPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/exchange/:id") view={Lazy::<ActivityPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/announcement/:year") view={Lazy::<AnnouncementPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/incident") view={Lazy::<IncidentsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/incident/report") view={Lazy::<IncidentReportPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/incident/status/:token") view={Lazy::<IncidentStatusPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/incident/statement/:id") view={Lazy::<StatementPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/incident/:id") view={Lazy::<IncidentPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/revocation") view={Lazy::<RevocationsPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/title") view={Lazy::<RegisterPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/title/verify") view={Lazy::<VerifyPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/title/own") view={Lazy::<OwnTitlesPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/title/import") view={Lazy::<ImportTitlesPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/title/:number/correct") view={Lazy::<CorrectPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/title/:number") view={Lazy::<VerifyPage>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/review/:id") view={Lazy::<SheetPage>::new()} ssr=SsrMode::Async/>
                </Routes>
            </main>
            <Footer/>
        </Router>
    }
}

/// Says to whoever has registered, and whose address or organisation is not sure, what they cannot do yet.
fn unproved(reader: &Reader) -> Option<AnyView> {
    let me = reader.me.as_ref()?;
    me.grants.iter().find(|g| g.role == Role::Registrant)?;
    let w = account::words(reader.lang);
    let view = view! {
        <aside class="unproved" aria-label=w.address>
            <p>{w.banner}" "<a href="/account">{w.banner_link}</a>" "
                <a href="/organisation">{w.banner_organisation}</a></p>
        </aside>
    };
    Some(view.into_any())
}

#[component]
fn Footer() -> impl IntoView {
    let w = common::words(lang());
    let titles = titles::words(lang());
    view! {
        <footer class="foot">
            <p>{w.host}</p>
            <nav aria-label=w.footer>
                <a href="/guide">{w.guide}</a>
                <a href="/eligibility">{w.eligibility}</a>
                <a href="/status">{w.status}</a>
                <a href="/revocation">{incident::words(lang()).revoked}</a>
                <a href=REGISTER>{titles.register}</a>
                <a href=CHECK_PLAQUE>{titles.verify}</a>
                <a href=EXCHANGE>{exchange::words(lang()).title}</a>
                <a href="/privacy">{w.privacy}</a>
                <a href="/journal/heads">{w.heads}</a>
            </nav>
            <p>{w.not_secret}</p>
        </footer>
    }
}
