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

/// Net profit of the last, the second last and the third last year, where readable.
pub fn net_profits(answers: &Answers) -> [Option<Wan>; 3] {
    [Field::Net1, Field::Net2, Field::Net3].map(|f| amount(answers, f).ok())
}

/// What decides the size class: staff, and last year's revenue and assets.
pub fn size_figures(answers: &Answers) -> Figures {
    Figures {
        employees: crate::facts::numbers::parse_count(answer(answers, Field::Employees.key())).ok(),
        revenue: amount(answers, Field::Revenue1).ok(),
        assets: amount(answers, Field::Assets1).ok(),
    }
}
