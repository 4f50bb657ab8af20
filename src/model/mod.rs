//! Values of the domain, parsed at the border: no bare text or binary floating point for money, percentages and dates from here on.

pub mod fold;
pub mod money;
pub mod percent;
pub mod period;
pub mod workdays;
