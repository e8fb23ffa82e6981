//! Sets documents as PDF for print, seal and search: Chinese and English, embedded fonts,
//! a text layer that can be searched, bookmarks, a structure that can be read aloud.
//!
//! The crate knows type and paper, not the selection: what is printed comes as a
//! [`Document`], a list of [`Block`]s, with every word in it. It reads no clock and no
//! network, and no disk but the font directories it is given. [`Press::print`] works for
//! some tens of milliseconds to some seconds: call it off the async threads.

mod blocks;
mod draw;
mod flow;
mod fonts;
mod frame;
mod lines;
mod model;
mod qr;
mod shape;
mod sheet;
mod table;
mod tags;
#[cfg(test)]
mod tests;

pub use fonts::Press;
pub use model::{
    A4_ACROSS, Align, Block, Cell, Column, Document, Face, Notes, Part, Printed, Running, Sheet,
    Style, Table, Watermark,
};

/// Pages at most; what would follow is left out, and the last page says so.
pub const PAGES_MAX: usize = 600;

impl Press {
    /// Sets a document. Whatever its texts contain, there is a PDF in the end: characters no
    /// font has are drawn as a box with their code point and told on the last page.
    pub fn print(&self, document: &Document) -> Result<Printed, String> {
        let setting = flow::set(self, document);
        draw::write(document, flow::PAGE, setting)
    }

    /// Sets a sheet: one page, whatever its texts contain.
    pub fn print_sheet(&self, sheet: &Sheet) -> Result<Printed, String> {
        let setting = sheet::set(self, sheet);
        draw::write(&sheet::told(sheet), sheet.paper, setting)
    }
}
