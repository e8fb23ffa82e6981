//! The structure of the document, for those who have it read aloud.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// Number of an element of the structure.
pub(crate) type Id = usize;

/// What an element is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Heading(u8, String),
    Text,
    Table,
    Row,
    Head { of_row: bool },
    Data,
    List,
    Entry,
    Mark,
    Body,
    Contents,
    Line,
    Link,
    Figure(String),
}

enum Child {
    Element(Id),
    Content(Identifier),
}

struct Element {
    kind: Kind,
    children: Vec<Child>,
}

/// All elements. Those without a parent follow one another in the document.
#[derive(Default)]
pub(crate) struct Structure {
    elements: Vec<Element>,
    top: Vec<Id>,
}

impl Structure {
    /// A new element, as the last within `parent`.
    pub fn add(&mut self, kind: Kind, parent: Option<Id>) -> Id {
        let id = self.elements.len();
        self.elements.push(Element { kind, children: Vec::new() });
        match parent {
            Some(parent) => self.elements[parent].children.push(Child::Element(id)),
            None => self.top.push(id),
        }
        id
    }

    /// Notes that content belongs to an element.
    pub fn content(&mut self, id: Id, content: Identifier) {
        self.elements[id].children.push(Child::Content(content));
    }

    /// The tree as the PDF wants it.
    pub fn tree(mut self, lang: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
        for id in std::mem::take(&mut self.top) {
            tree.push(self.group(id));
        }
        tree
    }

    fn group(&mut self, id: Id) -> TagGroup {
        let mut group = TagGroup::new(tag(&self.elements[id].kind));
        for child in std::mem::take(&mut self.elements[id].children) {
            match child {
                Child::Element(id) => group.push(Node::Group(self.group(id))),
                Child::Content(content) => group.push(content),
            }
        }
        group
    }
}

fn tag(kind: &Kind) -> TagKind {
    match kind {
        Kind::Heading(level, text) => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text.clone())).into()
        }
        Kind::Text => Tag::P.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::Head { of_row: true } => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Head { of_row: false } => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Data => Tag::TD.into(),
        Kind::List => Tag::L(ListNumbering::None).into(),
        Kind::Entry => Tag::LI.into(),
        Kind::Mark => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Contents => Tag::TOC.into(),
        Kind::Line => Tag::TOCI.into(),
        Kind::Link => Tag::Link.into(),
        Kind::Figure(alt) => Tag::Figure(Some(alt.clone())).into(),
    }
}
