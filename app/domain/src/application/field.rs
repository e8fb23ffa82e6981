//! Every field of the dossier: its key, its page, its kind. The wizard draws pages
//! from this table and the check judges them from it; the words are in `app`.

use serde::{Deserialize, Serialize};

use super::page::Page;

/// What may be typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line, at most so many characters.
    Line(usize),
    /// Several lines; the limits come from the season.
    Text,
    /// Unified social credit code.
    Uscc,
    /// Person's name.
    Person,
    /// Mobile number.
    Mobile,
    /// Landline, 400/800 or mobile number.
    Phone,
    /// E-mail address.
    Email,
    /// Postal code.
    Postcode,
    /// Whole number, zero or more.
    Count,
    /// Amount of money; the unit (万元 or 亿元) is in the key with `.unit` behind it.
    Money,
    /// Industry of GB/T 4754-2017.
    Industry,
    /// Region: code of the regional recommending unit.
    Region,
    /// Recommending unit.
    Unit,
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// One of the season's directions.
    Direction,
    /// A month, `2021-03`.
    Month,
    /// Must be ticked.
    Agree,
    /// A file of the dossier, by the SHA-256 of its content: the same in a draft and in a
    /// frozen version.
    File,
}

macro_rules! fields {
    ($($name:ident $key:literal $page:ident $kind:expr, $required:literal;)*) => {
        /// A field of the dossier.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)] // the words of `app` say what each one asks
        pub enum Field { $($name),* }
        impl Field {
            /// All fields, in the order they are asked.
            pub const ALL: &'static [Field] = &[$(Field::$name),*];
            /// Key in the answers.
            pub fn key(self) -> &'static str { match self { $(Field::$name => $key),* } }
            /// The page that asks it.
            pub fn page(self) -> Page { match self { $(Field::$name => Page::$page),* } }
            /// What may be typed.
            pub fn kind(self) -> Kind { match self { $(Field::$name => $kind),* } }
            /// Whether it must be answered.
            pub fn required(self) -> bool { match self { $(Field::$name => $required),* } }
        }
    };
}

/// Natures of an organisation.
pub const NATURES: &[&str] = &["state", "joint", "private", "other"];
/// Scopes of Art. 10, (1) to (6).
pub const SCOPES: &[&str] = &["1", "2", "3", "4", "5", "6"];
/// Origins of the method (Art. 8 (1)).
pub const ORIGINS: &[&str] = &["borrowed", "adapted", "own"];

fields! {
    OrgName "org_name" Organisation Kind::Line(60), true;
    Uscc "uscc" Organisation Kind::Uscc, true;
    Region "region" Organisation Kind::Region, true;
    Unit "unit" Organisation Kind::Unit, true;
    Address "address" Organisation Kind::Line(120), true;
    Postcode "postcode" Organisation Kind::Postcode, false;
    Nature "nature" Organisation Kind::Choice(NATURES), true;
    LegalRep "legal_rep" Organisation Kind::Person, true;
    LegalRepPost "legal_rep_post" Organisation Kind::Line(30), false;
    LegalRepMobile "legal_rep_mobile" Organisation Kind::Mobile, true;
    LegalRepEmail "legal_rep_email" Organisation Kind::Email, false;
    Contact "contact" Organisation Kind::Person, true;
    ContactPost "contact_post" Organisation Kind::Line(30), false;
    ContactMobile "contact_mobile" Organisation Kind::Mobile, true;
    ContactPhone "contact_phone" Organisation Kind::Phone, false;
    Fax "fax" Organisation Kind::Phone, false;
    ContactEmail "contact_email" Organisation Kind::Email, true;
    Revenue1 "revenue_1" Finance Kind::Money, true;
    Assets1 "assets_1" Finance Kind::Money, true;
    Operating1 "operating_1" Finance Kind::Money, true;
    Net1 "net_1" Finance Kind::Money, true;
    Revenue2 "revenue_2" Finance Kind::Money, true;
    Assets2 "assets_2" Finance Kind::Money, true;
    Operating2 "operating_2" Finance Kind::Money, true;
    Net2 "net_2" Finance Kind::Money, true;
    Revenue3 "revenue_3" Finance Kind::Money, true;
    Assets3 "assets_3" Finance Kind::Money, true;
    Operating3 "operating_3" Finance Kind::Money, true;
    Net3 "net_3" Finance Kind::Money, true;
    Industry "industry" Size Kind::Industry, true;
    Employees "employees" Size Kind::Count, true;
    QualityStaff "quality_staff" Size Kind::Count, true;
    Title "title" Title Kind::Line(200), true;
    Scope "scope" Title Kind::Choice(SCOPES), true;
    Direction "direction" Title Kind::Direction, true;
    Abstract "abstract" Title Kind::Text, true;
    Honours "honours" Title Kind::Text, false;
    Origin "origin" Method Kind::Choice(ORIGINS), true;
    MethodName "method_name" Method Kind::Line(60), true;
    Since "since" Method Kind::Month, true;
    Maturity "maturity" Method Kind::Text, true;
    Section1 "section_1" Report Kind::Text, true;
    Section2 "section_2" Report Kind::Text, true;
    Section3 "section_3" Report Kind::Text, true;
    Section4 "section_4" Report Kind::Text, true;
    Section5 "section_5" Report Kind::Text, true;
    Section6 "section_6" Report Kind::Text, true;
    Section7 "section_7" Report Kind::Text, true;
    Section8 "section_8" Report Kind::Text, true;
    Section9 "section_9" Report Kind::Text, true;
    Indicator "indicator" Results Kind::Line(40), true;
    Measure "measure" Results Kind::Line(12), true;
    Before "before" Results Kind::Line(20), true;
    After "after" Results Kind::Line(20), true;
    Competitor "competitor" Results Kind::Line(20), true;
    Benchmark "benchmark" Results Kind::Line(20), false;
    Source "source" Results Kind::Line(60), true;
    Evidence "evidence" Results Kind::File, false;
    Integrity "integrity" Declarations Kind::Agree, true;
    Quality "quality" Declarations Kind::Agree, true;
    Safety "safety" Declarations Kind::Agree, true;
    Environment "environment" Declarations Kind::Agree, true;
    Truth "truth" Declarations Kind::Agree, true;
    Property "property" Declarations Kind::Agree, true;
    Sharing "sharing" Declarations Kind::Agree, true;
    NoSecrets "no_secrets" Declarations Kind::Agree, true;
    Privacy "privacy" Declarations Kind::Agree, true;
}

/// Rows of the results table a dossier can hold; a season may allow fewer.
pub const RESULT_ROWS: usize = 12;

impl Field {
    /// The nine sections of the experience report, in order.
    pub const SECTIONS: [Field; 9] = [
        Field::Section1,
        Field::Section2,
        Field::Section3,
        Field::Section4,
        Field::Section5,
        Field::Section6,
        Field::Section7,
        Field::Section8,
        Field::Section9,
    ];

    /// Whether it says how somebody is reached: experts are not given it, they judge the experience and not the
    /// people to be called about it (Art. 15). Whatever is a number or an address by its kind is, whoever asks for it.
    pub fn is_contact(self) -> bool {
        match self.kind() {
            Kind::Mobile | Kind::Phone | Kind::Email => true,
            _ => matches!(self, Field::Contact | Field::ContactPost),
        }
    }

    /// The key of a results column in row `row` (from 1): `result.2.before`.
    pub fn result_key(self, row: usize) -> String {
        format!("result.{row}.{}", self.key())
    }

    /// The field a key belongs to: plain, `….unit`, or `result.N.…`.
    pub fn of_key(key: &str) -> Option<Field> {
        let plain = |k: &str| Field::ALL.iter().copied().find(|f| f.key() == k);
        if let Some(rest) = key.strip_prefix("result.") {
            let (row, column) = rest.split_once('.')?;
            let row: usize = row.parse().ok()?;
            let field = plain(column).filter(|f| f.page() == Page::Results)?;
            return ((1..=RESULT_ROWS).contains(&row) && field.result_key(row) == key)
                .then_some(field);
        }
        if let Some(base) = key.strip_suffix(".unit") {
            return plain(base).filter(|f| f.kind() == Kind::Money);
        }
        plain(key).filter(|f| f.page() != Page::Results)
    }

    /// Whether `key` may be stored on `page`: unknown keys are dropped on saving.
    pub fn key_allowed(key: &str, page: Page) -> bool {
        Self::of_key(key).is_some_and(|f| f.page() == page)
    }
}

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// Where a supporting file belongs. Which of them must be there is a setting of the
        /// season ([`Limits::requires`](crate::season::Limits::requires)).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Slot { $($(#[$doc])* $name),* }
        impl Slot {
            /// All slots in order.
            pub const ALL: [Slot; [$($code),*].len()] = [$(Slot::$name),*];
            /// Stable code.
            pub fn code(self) -> &'static str { match self { $(Slot::$name => $code),* } }
        }
    };
}

slots! {
    /// Business licence (Art. 9 (1)).
    Licence "licence";
    /// Audited statements of the previous year (Art. 9 (1)).
    Statements "statements";
    /// Credit record printout: integrity (Art. 9 (1)).
    Credit "credit";
    /// No violation and no serious accident in quality (Art. 9 (1)).
    QualityRecord "quality_record";
    /// No violation and no serious accident in safety (Art. 9 (1)).
    SafetyRecord "safety_record";
    /// No violation and no serious incident in environment (Art. 9 (1)).
    EnvironmentRecord "environment_record";
    /// What proves the results: test reports, surveys, statistics (Art. 8 (3)).
    Proof "proof";
    /// Certificates, patents, awards.
    Certificates "certificates";
    /// Standards led or joined.
    Standards "standards";
    /// Scan of the stamped dossier (Art. 16).
    Scan "scan";
}

impl Slot {
    /// The slot of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Whether the dossier cannot be submitted without it, unless a season says otherwise.
    pub fn required(self) -> bool {
        crate::season::Limits::default().requires(self)
    }

    /// Whether only PDF is taken.
    pub fn pdf_only(self) -> bool {
        self == Slot::Scan
    }

    /// The slot whose files prove what a declaration says, if there is one.
    pub fn behind(declaration: Field) -> Option<Self> {
        Some(match declaration {
            Field::Integrity => Slot::Credit,
            Field::Quality => Slot::QualityRecord,
            Field::Safety => Slot::SafetyRecord,
            Field::Environment => Slot::EnvironmentRecord,
            Field::Truth => Slot::Scan,
            Field::Property => Slot::Certificates,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the page about the organisation asks is kept from experts or named here.
    #[test]
    fn art_15_a_contact_is_named_or_public() {
        let public = [
            Field::OrgName,
            Field::Uscc,
            Field::Region,
            Field::Unit,
            Field::Address,
            Field::Postcode,
            Field::Nature,
            Field::LegalRep,
            Field::LegalRepPost,
        ];
        let asked: Vec<Field> =
            Field::ALL.iter().copied().filter(|f| f.page() == Page::Organisation).collect();
        let (contacts, rest): (Vec<Field>, Vec<Field>) =
            asked.into_iter().partition(|f| f.is_contact());
        assert_eq!((rest, contacts.len()), (public.to_vec(), 8));
        assert!(contacts.contains(&Field::Contact) && contacts.contains(&Field::LegalRepMobile));
        // Other pages ask how nobody is reached.
        let elsewhere = Field::ALL.iter().filter(|f| f.page() != Page::Organisation);
        assert_eq!(elsewhere.filter(|f| f.is_contact()).count(), 0);
    }

    #[test]
    fn keys_lead_back_to_their_fields_and_nothing_else_does() {
        for f in Field::ALL {
            if f.page() == Page::Results {
                assert_eq!(Field::of_key(&f.result_key(3)), Some(*f));
                assert_eq!(Field::of_key(f.key()), None);
            } else {
                assert_eq!(Field::of_key(f.key()), Some(*f));
            }
        }
        assert_eq!(Field::of_key("revenue_1.unit"), Some(Field::Revenue1));
        for bad in [
            "",
            "x",
            "title.unit",
            "result.0.before",
            "result.13.before",
            "result.01.before",
            "result.1.title",
        ] {
            assert_eq!(Field::of_key(bad), None, "{bad}");
        }
    }
}
