//! Scores adjusted for the severity of the experts who happened to read an application (第十九条).
//!
//! The additive model: what expert j gives application i is the application's adjusted score `a(i)`,
//! plus how lenient the expert is, `b(j)`, plus noise. Found are the scores and effects that make
//!
//! ```text
//! Σ (total(i, j) − a(i) − b(j))²  +  λ Σ b(j)²
//! ```
//!
//! least. It is the two-way classification of Kuhlisch and others ("A statistical approach to
//! calibrating the scores of biased reviewers of scientific papers", Metrika 79, 2016). Only experts are
//! drawn towards nought, as effects of people who might have been others (Henderson's mixed model
//! equations; Robinson, "That BLUP is a good thing", Statistical Science 6, 1991). Applications are not:
//! none is marked down for being unusual. For λ see [`SHRINKAGE`].
//!
//! Where all experts of a panel read all its applications, adjusting changes nothing: every score is the
//! raw mean, whatever λ is, because the effects of a connected group always add up to nought. Adjusting
//! tells something only where different experts read different applications, and between two panels
//! only when some applications were read in both (bridged, see
//! [`bridging`](fn@crate::committee::assignment::bridging)). Without a bridge a lenient panel and a strong
//! group of applications look alike, and no arithmetic tells them apart. Scaling each expert to one mean
//! and deviation (z-scores) only pretends to: where panels differ in quality it picks worse lists, as
//! the tests show. Hence [`Adjusted::offered`].
//!
//! Nothing is trimmed: the model itself allows for the severe expert.

use super::statistics::competition_ranks;

/// The usual λ: the variance of the noise in a single total, as a multiple of the variance of experts'
/// effects. Of what n reviews seem to say of an expert, about n / (n + λ) is believed.
///
/// 5 is what the scores of NeurIPS 2014 gave by maximum likelihood (noise 1.27, reviewers 0.24; Lawrence,
/// "Reviewer calibration for NIPS", 2014). Greater is more cautious and nearer to raw means. The choice
/// is not delicate: in the simulation of the tests, where 1 would be the true value, 5 wins nearly as
/// much.
pub const SHRINKAGE: f64 = 5.0;

/// Figures are rounded to a billionth of a point: far below what anybody sees, and what only rounding
/// in another order had set apart is equal again, so that ties stay ties.
const GRAINS: f64 = 1e9;

/// A pivot below this part of its own row's diagonal is rounding, not information.
const DEFINITE: f64 = 1e-12;

/// The adjusted score of an application.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdjustedScore {
    /// In points.
    pub score: f64,
    /// Which connected group of applications and experts it belongs to, from 0 in the order of
    /// applications. Scores of different groups cannot be compared.
    pub component: usize,
}

/// How an expert scores, the quality of what they read taken into account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leniency {
    /// In points: negative is severe, positive lenient (as in
    /// [`Severity`](super::statistics::Severity)), drawn towards nought by λ.
    pub effect: f64,
    /// Number of reviews.
    pub n: usize,
    /// The connected group, numbered as in [`AdjustedScore::component`].
    pub component: usize,
}

/// Adjusted scores of a season, or of part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adjusted {
    /// By application, as they were given; `None` without a review.
    pub applications: Vec<Option<AdjustedScore>>,
    /// By expert; `None` without a review.
    pub experts: Vec<Option<Leniency>>,
    /// Number of connected groups among what was reviewed.
    pub components: usize,
}

impl Adjusted {
    /// Solves the model. `applications` gives for each application the sealed totals, in tenths of a
    /// point, by expert; experts are numbers below `experts`, and occur once in an application. Missing
    /// reviews are simply not there. `shrinkage` is λ, usually [`SHRINKAGE`].
    ///
    /// Exact, not iterated: the applications are eliminated, which leaves as many equations as there are
    /// experts (some hundreds), solved by Cholesky's method.
    ///
    /// `None` when λ is not a number above nought or so small that the equations do not determine the
    /// experts (their matrix is then not positive definite within rounding), and when an expert's
    /// number is out of range.
    pub fn of<R>(applications: &[R], experts: usize, shrinkage: f64) -> Option<Self>
    where
        R: AsRef<[(usize, i32)]>,
    {
        let reviews = || applications.iter().map(AsRef::as_ref);
        let known = reviews().flatten().all(|&(expert, _)| expert < experts);
        if !known || !shrinkage.is_finite() || shrinkage <= 0.0 {
            return None;
        }
        let mut counts = vec![0_usize; experts];
        let mut groups = Groups::new(experts);
        let mut matrix = vec![0.0; experts * experts];
        let mut effects = vec![0.0; experts];
        for application in reviews() {
            let (k, sum) = (application.len() as f64, sum(application));
            for &(expert, total) in application {
                counts[expert] += 1;
                groups.join(application[0].0, expert);
                effects[expert] += (k * f64::from(total) - sum) / k;
                matrix[expert * experts + expert] += 1.0;
                for &(other, _) in application {
                    matrix[expert * experts + other] -= 1.0 / k;
                }
            }
        }
        for expert in 0..experts {
            matrix[expert * experts + expert] += shrinkage;
        }
        cholesky(&mut matrix, experts)?;
        solve(&matrix, &mut effects);

        let mut numbers = vec![None; experts];
        let mut components = 0;
        let scores = reviews()
            .map(|application| {
                let &(first, _) = application.first()?;
                let component = *numbers[groups.of(first)].get_or_insert_with(|| {
                    components += 1;
                    components - 1
                });
                let lenient: f64 = application.iter().map(|&(expert, _)| effects[expert]).sum();
                let score = points((sum(application) - lenient) / application.len() as f64);
                Some(AdjustedScore { score, component })
            })
            .collect();
        let experts = (0..experts)
            .map(|expert| {
                let component = numbers[groups.of(expert)]?;
                Some(Leniency { effect: points(effects[expert]), n: counts[expert], component })
            })
            .collect();
        Some(Self { applications: scores, experts, components })
    }

    /// Whether the scores may be shown as one list: there are at least two reviewed applications and
    /// all hang together. That they do implies that some expert read two, so no more is asked. It is
    /// not asked that adjusting changes anything: where everybody reads everything the list is the raw
    /// one, which is worth seeing too.
    ///
    /// An application whose only readers have sealed nothing else yet stands apart and withholds the
    /// offer from all, until one of them seals a second.
    pub fn offered(&self) -> bool {
        self.components == 1 && self.applications.iter().flatten().nth(1).is_some()
    }

    /// Ranks by adjusted score ("1, 2, 2, 4"), by application; `None` as a whole where no such list is
    /// [`offered`](Self::offered).
    pub fn ranks(&self) -> Option<Vec<Option<u32>>> {
        let scores: Vec<_> = self.applications.iter().map(|a| a.map(|a| a.score)).collect();
        self.offered().then(|| competition_ranks(&scores))
    }
}

/// The sum of an application's totals, in tenths; exact.
fn sum(application: &[(usize, i32)]) -> f64 {
    application.iter().map(|&(_, total)| i64::from(total)).sum::<i64>() as f64
}

/// Tenths as points, rounded to the grain; never minus nought.
fn points(tenths: f64) -> f64 {
    (tenths / 10.0 * GRAINS).round() / GRAINS + 0.0
}

/// Which experts hang together: each points to another of its group, the last one to itself.
struct Groups(Vec<usize>);

impl Groups {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    fn of(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one] = other;
    }
}

/// Replaces the lower half of a symmetric matrix of `n` rows by its Cholesky factor; `None` when it is
/// not positive definite.
fn cholesky(matrix: &mut [f64], n: usize) -> Option<()> {
    for row in 0..n {
        let (above, rest) = matrix.split_at_mut(row * n);
        let own = &mut rest[..n];
        for column in 0..row {
            let other = &above[column * n..];
            let known: f64 = (0..column).map(|i| own[i] * other[i]).sum();
            own[column] = (own[column] - known) / other[column];
        }
        let pivot = own[row] - own[..row].iter().map(|x| x * x).sum::<f64>();
        if pivot.is_nan() || pivot <= own[row] * DEFINITE {
            return None;
        }
        own[row] = pivot.sqrt();
    }
    Some(())
}

/// Solves for the right-hand side, in its place, with the factor from [`cholesky`].
fn solve(factor: &[f64], side: &mut [f64]) {
    let n = side.len();
    for row in 0..n {
        let known: f64 = (0..row).map(|i| factor[row * n + i] * side[i]).sum();
        side[row] = (side[row] - known) / factor[row * n + row];
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|i| factor[i * n + row] * side[i]).sum();
        side[row] = (side[row] - known) / factor[row * n + row];
    }
}

#[cfg(test)]
mod tests;
