//! Kinds of winners the year's plan counts by (第二十条), apart from the scope of Art. 10.

use serde::{Deserialize, Serialize};

use super::Planned;
use crate::refusal::Refusal;

/// Kind of an enterprise, as the plan of winners counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Industrial enterprises: mining, manufacturing, energy and water.
    Industrial,
    /// Small and medium-sized enterprises, whatever they do.
    Sme,
    /// All others.
    Service,
}

impl Category {
    /// All.
    pub const ALL: [Category; 3] = [Category::Industrial, Category::Sme, Category::Service];

    /// Stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Category::Industrial => "industrial",
            Category::Sme => "sme",
            Category::Service => "service",
        }
    }

    /// The category of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }

    /// The category a form sends.
    ///
    /// # Errors
    /// [`Refusal::BadValue`].
    pub fn read(sent: &str) -> Result<Self, Refusal> {
        Self::from_code(sent).ok_or_else(|| Refusal::BadValue { field: "category".into() })
    }

    /// The category of an enterprise, by its size and its code of GB/T 4754 such as `C36`.
    pub fn of(sme: bool, industry: &str) -> Self {
        match industry.chars().next() {
            _ if sme => Category::Sme,
            Some('B' | 'C' | 'D') => Category::Industrial,
            _ => Category::Service,
        }
    }
}

impl Planned {
    /// Winners planned of a category.
    pub fn of(&self, category: Category) -> u32 {
        match category {
            Category::Industrial => self.industrial,
            Category::Sme => self.sme,
            Category::Service => self.service,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_20_every_enterprise_is_of_one_category_and_the_plan_is_their_sum() {
        for (sme, industry, of) in [
            (true, "C36", Category::Sme),
            (false, "C36", Category::Industrial),
            (false, "B06", Category::Industrial),
            (false, "I65", Category::Service),
            (false, "", Category::Service),
        ] {
            assert_eq!(Category::of(sme, industry), of, "{industry}");
            assert_eq!(Category::from_code(of.code()), Some(of));
        }
        let plan = Planned { industrial: 45, sme: 8, service: 7 };
        assert_eq!(Category::ALL.map(|c| plan.of(c)).iter().sum::<u32>(), plan.total());
    }
}
