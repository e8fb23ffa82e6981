//! What guards accounts: the second step of signing in, the three separated administrations and
//! what each of them may do, the cut of the journal that the audit reads.

pub mod audit;
pub mod factor;
pub mod roles;
