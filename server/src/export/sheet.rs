//! The score sheet as a table to take along (Art. 19), and what came back of it. Nothing of the
//! applicant is in it but what the sheet's page calls the application by.

use app::locales::{Lang, offline as words, review};
use domain::review::offline::{Column, Fault, File, Line, Mark, OVERALL, Problem, Row, lines};
use domain::review::rubric::Rubric;
use domain::review::sheet::{SheetForm, SheetLimits};
use domain::views::review::SheetView;
use tables::{Double, Kind, Sheet, Table, Value};

/// The sheet of an application as it is saved now.
pub fn sheet(lang: Lang, v: &SheetView) -> Table {
    let (reference, year) = (&v.dossier.reference, v.dossier.season.year);
    let mark = Mark::new(v.which.review, reference, year, &v.rubric, v.revision);
    written(lang, &mark, &v.rubric, &v.limits, &v.form)
}

fn written(
    lang: Lang,
    mark: &Mark,
    rubric: &Rubric,
    limits: &SheetLimits,
    form: &SheetForm,
) -> Table {
    let w = words::words(lang);
    let text = |text: &str| if text.is_empty() { Value::Empty } else { text.into() };
    let rows = lines(mark, rubric, limits, form).into_iter().map(|line| match line {
        Line::Mark(mark) => {
            vec![mark.into(), Value::Empty, w.mark.into(), w.mark_text.into()]
        }
        Line::Item { criterion, item, score, comment } => vec![
            item.code.clone().into(),
            review::criterion(lang, criterion).into(),
            review::item(lang, item).into(),
            review::descriptor(lang, item).into(),
            i64::from(item.max).into(),
            match score {
                Ok(tenths) => Value::Decimal { units: tenths.0.into(), places: 1 },
                Err(typed) => text(typed),
            },
            text(comment),
        ],
        Line::Overall { comment } => vec![
            OVERALL.into(),
            Value::Empty,
            review::words(lang).overall.into(),
            (review::words(lang).overall_hint)(limits.overall_min, limits.overall_max).into(),
            Value::Empty,
            Value::Empty,
            text(comment),
        ],
    });
    Table {
        title: (w.sheet)(&mark.reference),
        header: Column::ALL.map(|c| words::column(lang, c).to_owned()).to_vec(),
        kinds: Column::ALL.map(kind).to_vec(),
        rows: rows.collect(),
    }
}

fn kind(column: Column) -> Kind {
    match column {
        Column::Code => Kind::Text,
        Column::Criterion | Column::Item | Column::Descriptor | Column::Comment => Kind::Prose,
        Column::Max => Kind::Integer,
        Column::Score => Kind::Decimal(1),
    }
}

/// A table that came back: its three columns by their heads in either language.
///
/// # Errors
/// The columns that are not there, or there twice.
pub fn read(sheet: &Sheet) -> Result<File, Vec<Problem>> {
    let heads = Column::READ.map(|c| [Lang::Zh, Lang::En].map(|lang| words::column(lang, c)));
    let wanted: Vec<&[&str]> = heads.iter().map(|names| names.as_slice()).collect();
    let problem = |column: u32, fault| Problem { row: u32::from(column > 0), column, fault };
    let twice = |d: &Double| {
        let at = d.columns.get(1).map_or(0, |at| from_one(*at));
        problem(at, Fault::ColumnTwice { column: Column::READ[d.wanted] })
    };
    let found = tables::columns(&sheet.header, &wanted)
        .map_err(|doubles| doubles.iter().map(twice).collect::<Vec<_>>())?;
    let missing = Column::READ.into_iter().zip(&found).filter(|(_, at)| at.is_none());
    let missing: Vec<Problem> =
        missing.map(|(column, _)| problem(0, Fault::NoColumn { column })).collect();
    let [Some(code), Some(score), Some(comment)] = found[..] else { return Err(missing) };
    let rows = sheet.rows.iter().map(|row| Row {
        number: row.number,
        code: row.cell(code).to_owned(),
        score: row.cell(score).to_owned(),
        comment: row.cell(comment).to_owned(),
    });
    Ok(File {
        code: from_one(code),
        score: from_one(score),
        comment: from_one(comment),
        rows: rows.collect(),
    })
}

/// A column counted from 0 as spreadsheets count them.
fn from_one(column: usize) -> u32 {
    u32::try_from(column + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
