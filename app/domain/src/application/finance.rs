//! The three years' figures out of the answers.

use super::field::Field;
use super::{Answers, answer};
use crate::facts::numbers::{MoneyUnit, NumberError, Wan};
use crate::facts::sme::Figures;

/// The unit chosen beside an amount; 万元 when none was chosen.
pub fn unit_of(answers: &Answers, field: Field) -> MoneyUnit {
    MoneyUnit::parse(answer(answers, &format!("{}.unit", field.key()))).unwrap_or(MoneyUnit::Wan)
}

/// An amount as stored, in 万元.
pub fn amount(answers: &Answers, field: Field) -> Result<Wan, NumberError> {
    Wan::parse(answer(answers, field.key()), unit_of(answers, field))
}

/// Net profit of the last, the second last and the third last year.
const NET: [Field; 3] = [Field::Net1, Field::Net2, Field::Net3];

/// Net profit of the last, the second last and the third last year, where readable.
pub fn net_profits(answers: &Answers) -> [Option<Wan>; 3] {
    NET.map(|f| amount(answers, f).ok())
}

/// The years without a profit, latest first, by their fields: nothing earned is no profit (Art. 9 (1)).
pub fn losses(answers: &Answers) -> [Option<Field>; 3] {
    NET.map(|f| amount(answers, f).ok().filter(|p| p.0 <= 0).map(|_| f))
}

/// Whether the organisation made a profit in each of the three years (Art. 9 (1)); `None` while none is known to
/// lack it and not all can be read. The one rule of it, for the eligibility page, the page of figures and the
/// checklist.
pub fn profitable(answers: &Answers) -> Option<bool> {
    if losses(answers).iter().any(Option::is_some) {
        return Some(false);
    }
    net_profits(answers).iter().all(Option::is_some).then_some(true)
}

/// What decides the size class: staff, and last year's revenue and assets.
pub fn size_figures(answers: &Answers) -> Figures {
    Figures {
        employees: crate::facts::numbers::parse_count(answer(answers, Field::Employees.key())).ok(),
        revenue: amount(answers, Field::Revenue1).ok(),
        assets: amount(answers, Field::Assets1).ok(),
    }
}
