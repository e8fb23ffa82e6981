//! Titles.

use async_trait::async_trait;
use domain::ids::{DossierId, OrganisationId};
use domain::incident::Revocation;
use domain::season::Direction;
use domain::season::category::Category;
use domain::stamp::Stamp;
use domain::title::{Number, Order, Standing, Title};
use service::ports::Port;
use service::ports::title::{CorrectionRow, Group, TitlePort, TitleWish, YearRow};
use sqlx::{Error, query};

use super::super::DbRow;
use super::Session;
use super::rows::{get, id_opt, json, number, with};
use crate::fault::{OrFault, to_json};
use crate::sql::title as sql;

fn category(r: &DbRow) -> sqlx::Result<Option<Category>> {
    let code: Option<String> = get!(r, "category");
    let known = |code: String| {
        let unknown = || Error::Decode(format!("unknown category code {code:?}").into());
        Category::from_code(&code).ok_or_else(unknown)
    };
    code.map(known).transpose()
}

fn year(r: &DbRow) -> sqlx::Result<i32> {
    let year: i64 = get!(r, "year");
    i32::try_from(year).map_err(|_| Error::Decode(format!("column year: {year}").into()))
}

fn direction(r: &DbRow) -> sqlx::Result<Option<Direction>> {
    let json: Option<String> = get!(r, "direction");
    let direction = json.map(|json| serde_json::from_str(&json)).transpose();
    direction.map_err(|e| Error::Decode(format!("column direction: {e}").into()))
}

/// A number in a column.
fn number_in(column: &str, text: &str) -> sqlx::Result<Number> {
    let wrong = |slip| Error::Decode(format!("column {column}: {text:?} ({slip:?})").into());
    Number::parse(text).map_err(wrong)
}

fn title(r: &DbRow) -> sqlx::Result<Title> {
    let text: String = get!(r, "number");
    Ok(Title {
        number: number_in("number", &text)?,
        dossier: id_opt(r, "dossier")?,
        organisation: get!(r, "organisation"),
        uscc: get!(r, "uscc"),
        benchmark: get!(r, "benchmark"),
        category: category(r)?,
        direction: direction(r)?,
        region: get!(r, "region"),
        granted_at: sqlx::Row::try_get::<Option<i64>, _>(r, "granted_at")?.map(Stamp),
    })
}

fn correction(r: &DbRow) -> sqlx::Result<CorrectionRow> {
    let text: String = get!(r, "title");
    let number = number_in("title", &text)?;
    let replaced_by: Option<String> = get!(r, "replaced_by");
    let replaced_by = replaced_by.map(|text| number_in("replaced_by", &text)).transpose()?;
    let author: String = get!(r, "author");
    Ok(CorrectionRow {
        revision: get!(r, "revision"),
        after: Title {
            number: replaced_by.clone().unwrap_or_else(|| number.clone()),
            dossier: None,
            organisation: get!(r, "organisation"),
            uscc: get!(r, "uscc"),
            benchmark: get!(r, "benchmark"),
            category: category(r)?,
            direction: direction(r)?,
            region: get!(r, "region"),
            granted_at: None,
        },
        title: number,
        replaced_by,
        author: author.into(),
        at: get!(r, "at"),
        reason: get!(r, "reason"),
    })
}

/// A title that was revoked (Art. 24), by the number it has now.
fn revoked(r: &DbRow) -> sqlx::Result<(Number, Revocation)> {
    let text: String = get!(r, "number");
    Ok((number_in("number", &text)?, json(r, "data")?))
}

fn group(r: &DbRow) -> sqlx::Result<Group> {
    Ok(Group {
        year: year(r)?,
        category: category(r)?,
        region: get!(r, "region"),
        n: number(r, "n")?,
    })
}

fn year_row(r: &DbRow) -> sqlx::Result<YearRow> {
    Ok(YearRow { year: year(r)?, n: number(r, "n")?, last: number(r, "last")? })
}

/// A part of a text to look for, which is searched as it is kept; the signs that mean something to LIKE are marked.
fn like(part: &str) -> String {
    if part.is_empty() {
        return String::new();
    }
    let mut pattern = String::from("%");
    for c in part.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[async_trait]
impl TitlePort for Session {
    async fn insert_title(&mut self, t: &Title, at: i64) -> Port<()> {
        let direction = t.direction.as_ref().map(to_json).transpose()?;
        query(sql::INSERT)
            .bind(i64::from(t.number.year()))
            .bind(i64::from(t.number.serial()))
            .bind(at)
            .bind(t.words())
            .bind(t.number.as_str())
            .bind(t.dossier.as_ref().map(DossierId::as_str))
            .bind(t.organisation.as_str())
            .bind(t.uscc.as_str())
            .bind(t.benchmark.as_str())
            .bind(t.category.map(Category::code))
            .bind(direction)
            .bind(t.region.as_str())
            .bind(t.granted_at.map(|at| at.0))
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn title(&mut self, number: &Number) -> Port<Option<Title>> {
        let q = query(sql::TITLE).bind(number.as_str()).try_map(with(title));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn titles_of(&mut self, organisation: &OrganisationId) -> Port<Vec<Title>> {
        let q = query(sql::OF_ORGANISATION).bind(organisation.as_str()).try_map(with(title));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn titles_granted(&mut self) -> Port<Vec<Title>> {
        query(sql::GRANTED).try_map(with(title)).fetch_all(self.conn()).await.fault()
    }

    async fn titles_page(
        &mut self,
        wish: &TitleWish,
        order: Order,
        limit: i64,
        offset: i64,
    ) -> Port<Vec<Title>> {
        query(sql::PAGE)
            .bind(like(&wish.search))
            .bind(i64::from(wish.year))
            .bind(wish.category.as_str())
            .bind(wish.region.as_str())
            .bind(wish.direction.as_str())
            .bind(wish.state.map(Standing::code).unwrap_or_default())
            .bind(order.code())
            .bind(limit)
            .bind(offset)
            .try_map(with(title))
            .fetch_all(self.conn())
            .await
            .fault()
    }

    async fn titles_by_group(&mut self, wish: &TitleWish) -> Port<Vec<Group>> {
        query(sql::SUMS)
            .bind(like(&wish.search))
            .bind(i64::from(wish.year))
            .bind(wish.category.as_str())
            .bind(wish.region.as_str())
            .bind(wish.direction.as_str())
            .bind(wish.state.map(Standing::code).unwrap_or_default())
            .try_map(with(group))
            .fetch_all(self.conn())
            .await
            .fault()
    }

    async fn title_directions(&mut self) -> Port<Vec<Direction>> {
        let read = |r: &DbRow| json(r, "direction");
        query(sql::DIRECTIONS).try_map(with(read)).fetch_all(self.conn()).await.fault()
    }

    async fn title_years(&mut self) -> Port<Vec<YearRow>> {
        query(sql::YEARS).try_map(with(year_row)).fetch_all(self.conn()).await.fault()
    }

    async fn titles_between(&mut self, since: i32, before: i32) -> Port<Vec<Title>> {
        let q = query(sql::BETWEEN).bind(i64::from(since)).bind(i64::from(before));
        q.try_map(with(title)).fetch_all(self.conn()).await.fault()
    }

    async fn titles_imported(&mut self) -> Port<Vec<Title>> {
        query(sql::IMPORTED).try_map(with(title)).fetch_all(self.conn()).await.fault()
    }

    async fn original_title(&mut self, number: &Number) -> Port<Option<Title>> {
        let q = query(sql::ORIGINAL).bind(number.as_str()).try_map(with(title));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn title_corrections(&mut self, number: &Number) -> Port<Vec<CorrectionRow>> {
        let q = query(sql::CORRECTIONS).bind(number.as_str()).try_map(with(correction));
        q.fetch_all(self.conn()).await.fault()
    }

    async fn title_correction_to(&mut self, number: &Number) -> Port<Option<CorrectionRow>> {
        let q = query(sql::REPLACED).bind(number.as_str()).try_map(with(correction));
        q.fetch_optional(self.conn()).await.fault()
    }

    async fn insert_title_correction(&mut self, row: &CorrectionRow) -> Port<()> {
        let after = &row.after;
        let direction = after.direction.as_ref().map(to_json).transpose()?;
        query(sql::INSERT_CORRECTION)
            .bind(row.title.as_str())
            .bind(row.revision)
            .bind(after.organisation.as_str())
            .bind(after.uscc.as_str())
            .bind(after.benchmark.as_str())
            .bind(after.category.map(Category::code))
            .bind(direction)
            .bind(after.region.as_str())
            .bind(after.words())
            .bind(row.replaced_by.as_ref().map(Number::as_str))
            .bind(row.author.as_str())
            .bind(row.at)
            .bind(row.reason.as_str())
            .execute(self.conn())
            .await
            .fault()?;
        Ok(())
    }

    async fn revoked_titles(&mut self) -> Port<Vec<(Number, Revocation)>> {
        query(sql::REVOKED).try_map(with(revoked)).fetch_all(self.conn()).await.fault()
    }
}
