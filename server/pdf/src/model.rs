//! What is printed: blocks of text, tables and marks, without a word of our own.

/// Which of the two faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Song (serif), for running text.
    Song,
    /// Hei (sans), for headings and labels.
    Hei,
}

/// Where lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// From the left, ragged.
    Left,
    /// Centred.
    Centre,
    /// To the right.
    Right,
    /// Both edges straight; the last line from the left.
    Justify,
}

/// How a text is set. Lengths are points (1/72 inch).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Face.
    pub face: Face,
    /// Size of the type.
    pub size: f32,
    /// From one baseline to the next, in sizes.
    pub leading: f32,
    /// Where lines stand.
    pub align: Align,
    /// Indent of the first line, in sizes.
    pub indent: f32,
    /// Space before.
    pub before: f32,
    /// Space after.
    pub after: f32,
    /// Grey of the ink: 0 black, 255 white.
    pub grey: u8,
}

impl Style {
    /// Running text.
    pub const BODY: Style = Style {
        face: Face::Song,
        size: 11.5,
        leading: 1.72,
        align: Align::Justify,
        indent: 0.0,
        before: 0.0,
        after: 3.0,
        grey: 0,
    };
    /// Notes and captions.
    pub const NOTE: Style = Style {
        size: 9.0,
        leading: 1.55,
        align: Align::Left,
        grey: 70,
        before: 2.0,
        after: 4.0,
        ..Self::BODY
    };

    /// The same in another size.
    pub const fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }
    /// The same in another face.
    pub const fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }
    /// The same, standing elsewhere.
    pub const fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
    /// The same with other space around.
    pub const fn around(mut self, before: f32, after: f32) -> Self {
        self.before = before;
        self.after = after;
        self
    }
    /// The same with its first line indented by so many sizes.
    pub const fn indent(mut self, indent: f32) -> Self {
        self.indent = indent;
        self
    }
    /// The same in another grey.
    pub const fn grey(mut self, grey: u8) -> Self {
        self.grey = grey;
        self
    }
}

/// One thing after another.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading of level 1 or 2; both become bookmarks and stand in the contents.
    Heading {
        /// 1 or 2.
        level: u8,
        /// Its text, with its number.
        text: String,
    },
    /// A text; its line breaks begin new paragraphs.
    Text {
        /// The text.
        text: String,
        /// How.
        style: Style,
    },
    /// A table.
    Table(Table),
    /// Entries with a mark before each: `（一）`, `1.`, `□`.
    List {
        /// Mark and text.
        entries: Vec<(String, String)>,
        /// How.
        style: Style,
    },
    /// Lines to be filled in by hand: a label and the room behind it.
    Blanks {
        /// Label, and what stands there already.
        lines: Vec<(String, String)>,
        /// How.
        style: Style,
    },
    /// The list of headings with their pages.
    Contents {
        /// Its own heading.
        title: String,
    },
    /// A QR code at the right edge, with lines of text at its left.
    Code {
        /// What it says.
        payload: String,
        /// What it is for, to be read aloud.
        alt: String,
        /// Edge in points.
        edge: f32,
        /// Lines beside it.
        lines: Vec<(String, Style)>,
    },
    /// A frame for a seal with words in it.
    Seal {
        /// What is to be put there.
        lines: Vec<String>,
        /// Height in points.
        height: f32,
    },
    /// White space, in points.
    Space(f32),
    /// A thin line across.
    Rule,
    /// What follows begins a page.
    NewPage,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it shows, above it; empty for none.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Heads, repeated on every page; empty for a table without.
    pub heads: Vec<String>,
    /// Rows of cells, together as wide as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// Size of the type; 0 for the usual.
    pub size: f32,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its share of the width.
    pub share: f32,
    /// Where its text stands.
    pub align: Align,
}

/// A cell: a text, and a smaller one below.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Text.
    pub text: String,
    /// Smaller text below; empty for none.
    pub below: String,
    /// Whether it is a heading, of what stands at its right.
    pub head: bool,
    /// Columns it covers beyond its own.
    pub span: usize,
}

impl Cell {
    /// A heading.
    pub fn head(text: impl Into<String>) -> Self {
        Self { text: text.into(), head: true, ..Self::default() }
    }

    /// The same over so many further columns.
    pub fn over(mut self, span: usize) -> Self {
        self.span = span;
        self
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// What stands at the edge of every page.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// Head, left.
    pub head_left: String,
    /// Head, right.
    pub head_right: String,
    /// Foot, left.
    pub foot_left: String,
    /// Foot, right, before the page number.
    pub foot_right: String,
    /// `第 1 页，共 9 页` of page and number of pages.
    pub page: Option<fn(usize, usize) -> String>,
}

/// What lies under every page.
#[derive(Clone, Debug)]
pub enum Watermark {
    /// Once, large.
    Large(String),
    /// Again and again, small: who was given this copy, and when.
    Tiled(String),
}

/// Words for the last page's notes.
#[derive(Clone, Copy, Debug)]
pub struct Notes {
    /// Heading of the notes.
    pub title: &'static str,
    /// Characters no font has: a list of `U+20BB7 𠮷`.
    pub missing: fn(&str) -> String,
    /// Characters that have no shape of their own (direction marks, joiners): a list.
    pub invisible: fn(&str) -> String,
    /// The document was cut after so many pages.
    pub cut: fn(usize) -> String,
}

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Title, for the list of documents.
    pub title: String,
    /// Whose it is.
    pub author: String,
    /// What it is.
    pub subject: String,
    /// Words a program finds it by.
    pub keywords: Vec<String>,
    /// Language: `zh-CN` or `en`.
    pub lang: &'static str,
    /// When: year, month, day, hour, minute, second in Asia/Shanghai.
    pub created: Option<(u16, [u8; 5])>,
    /// Head and foot of the pages.
    pub running: Running,
    /// Whether the first page has a head and foot too.
    pub running_on_first: bool,
    /// What lies under the pages.
    pub watermark: Option<Watermark>,
    /// Words for notes.
    pub notes: Notes,
    /// What is printed.
    pub blocks: Vec<Block>,
}

/// One page on which everything has its place.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What is told of it: title, author, language and so on. Its blocks are not printed.
    pub told: Document,
    /// Width and height in points.
    pub paper: (f32, f32),
    /// What stands on it.
    pub parts: Vec<Part>,
}

/// A4 across, in points.
pub const A4_ACROSS: (f32, f32) = (841.89, 595.28);

/// Something on a sheet; places are points from its left upper corner.
#[derive(Clone, Debug)]
pub enum Part {
    /// A text in the middle of the height of its box, smaller where it would not fit.
    Text {
        /// Left upper corner of the box.
        at: (f32, f32),
        /// Its width and height.
        size: (f32, f32),
        /// The text.
        text: String,
        /// How, at most this large.
        style: Style,
        /// Whether it is the heading of the sheet.
        heading: bool,
    },
    /// A rectangle.
    Frame {
        /// Left upper corner.
        at: (f32, f32),
        /// Width and height.
        size: (f32, f32),
        /// Width of its line.
        width: f32,
        /// Grey of its line.
        grey: u8,
        /// Whether the line is dotted.
        dotted: bool,
    },
    /// A QR code.
    Code {
        /// Left upper corner.
        at: (f32, f32),
        /// Edge.
        edge: f32,
        /// What it says.
        payload: String,
        /// What it is for, to be read aloud.
        alt: String,
    },
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Characters no font has.
    pub missing: Vec<char>,
}
