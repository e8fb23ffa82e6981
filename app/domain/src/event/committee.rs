//! What happens in the room `committee` (Art. 11–15).

lines! { $ committee {
    /// The Office wished something for a pair, or forgot it; the journal's reason says why (Art. 12).
    PairWished {
        /// Expert.
        expert: String,
        /// Code of the wish; empty when it was forgotten.
        wish: String,
    },
    /// A sealed score counts no more, because its expert is in conflict with the application; the journal's reason
    /// says why (Art. 15).
    ScoreSetAside {
        /// Expert.
        expert: String,
        /// The review it was given in.
        review: Review,
        /// SHA-256 of the sheet as it was sealed.
        sha256: String,
    },
    /// How many applications an expert can take was set; none is the season's number.
    LoadLimitSet {
        /// Expert.
        expert: String,
        /// The number.
        limit: Option<i64>,
    },
    /// An expert joined the season's committee.
    ExpertAppointed {
        /// Expert.
        expert: String,
        /// Panel.
        panel: String,
        /// Whether as its lead.
        lead: bool,
    },
    /// An expert was added to the pool, or their particulars changed (Art. 11).
    ExpertSaved {
        /// Expert.
        expert: String,
        /// New to the pool.
        added: bool,
        /// SHA-256 of the particulars.
        sha256: String,
    },
    /// An expert rests, or is active again; the journal's reason says why (Art. 11).
    ExpertRested {
        /// Expert.
        expert: String,
        /// From now on resting, else active.
        resting: bool,
    },
    /// A table of experts was taken over as a whole (Art. 11).
    ExpertsImported {
        /// Rows of the table.
        rows: i64,
        /// Experts new to the pool.
        added: i64,
        /// Experts with other particulars than before.
        changed: i64,
        /// SHA-256 of the table as it was read.
        sha256: String,
    },
    /// A panel was formed (Art. 14).
    PanelFormed {
        /// Panel.
        panel: String,
        /// Its number.
        number: i64,
        /// Divisions of GB/T 4754 it covers.
        fields: Vec<String>,
    },
    /// A panel without members was dissolved. One for which experts were drawn is closed and kept with its draws.
    PanelDissolved {
        /// Panel.
        panel: String,
    },
    /// Experts were drawn at random for a panel (Art. 12). Seed and candidates give the same names
    /// again.
    ExpertsDrawn {
        /// The draw.
        draw: String,
        /// For which panel.
        panel: String,
        /// Seed.
        seed: i64,
        /// How many could be drawn.
        candidates: i64,
        /// SHA-256 of the candidates, see `committee::seating::fingerprint`.
        sha256: String,
        /// Who was drawn, in the order drawn.
        drawn: Vec<String>,
    },
    /// A member was released from a panel; the journal's reason says why.
    MemberReleased {
        /// Expert.
        expert: String,
        /// Panel.
        panel: String,
    },
    /// An expert reviews nothing more until they are stood up again; the journal's reason says why (Art. 12, 19).
    ExpertStoodDown {
        /// Expert.
        expert: String,
        /// Panel they sit on.
        panel: String,
        /// Applications taken from them in the written review.
        reviews: Vec<String>,
        /// The same in the defence.
        heard: Vec<String>,
        /// Sessions they sit in no more.
        sessions: Vec<String>,
    },
    /// An expert who was stood down may review again; the journal's reason says why.
    ExpertStoodUp {
        /// Expert.
        expert: String,
        /// Panel they sit on.
        panel: String,
        /// Applications they were given back.
        reviews: Vec<String>,
    },
    /// Another member leads a panel from now on; the journal's reason says why (Art. 14).
    LeadMoved {
        /// Panel.
        panel: String,
        /// The new lead.
        expert: String,
    },
    /// The list of experts was taken away as a table.
    PoolExported {
        /// How many experts it names.
        experts: i64,
    },
    /// Chair or vice chair was appointed (Art. 13).
    HeadAppointed {
        /// Account.
        account: String,
        /// `chair` or `vice_chair`.
        role: String,
    },
    /// Somebody of the committee signed the undertaking of confidentiality (Art. 15).
    UndertakingSigned {
        /// Expert; empty for a head who does not come from the pool.
        expert: String,
        /// Version of the text; empty in journals that were written before it was noted.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        version: String,
        /// SHA-256 of the text, see `committee::undertaking::sha256`; likewise.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        sha256: String,
    },
    /// A conflict of interest was declared.
    ConflictDeclared {
        /// Expert.
        expert: String,
        /// Kind code.
        conflict: String,
    },
    /// An assignment was computed and published (hidden until then).
    AssignmentPublished {
        /// Applications.
        applications: i64,
        /// Pairs of application and expert.
        pairs: i64,
        /// Its total cost.
        cost: i64,
        /// Seed of the draws it used.
        seed: i64,
    },
}}
