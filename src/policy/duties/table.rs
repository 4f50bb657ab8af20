//! The table of duties, in the order of the catalogue.

use crate::form::choices::StaffRole as R;
use crate::model::period::PeriodKind as P;

use super::{Due, Duty, Limit, Rhythm};

const AM: &[R] = &[R::AccountManager];
const DIRECTOR: &[R] = &[R::MarketingDirector];
const ADMIN: &[R] = &[R::InfoAdmin];
const KEEPER: &[R] = &[R::ArchiveKeeper];
const REGION: &[R] = &[R::RegionalManager];
const LEADERS: &[R] = &[R::MarketingDirector, R::RegionalManager];
const EXECUTIVE: &[R] = &[R::Executive];
const SALES: &[R] = &[R::SalesDirector];
const EVERYBODY: &[R] = R::ALL;

const MONTH_END: Rhythm = Rhythm::Each(P::Month, Due::End);
const QUARTER_END: Rhythm = Rhythm::Each(P::Quarter, Due::End);
const HALF_END: Rhythm = Rhythm::Each(P::Half, Due::End);
const YEAR_END: Rhythm = Rhythm::Each(P::Year, Due::End);
/// Plans of a year are there by the end of January.
const JANUARY: Rhythm = Rhythm::Yearly(1, 31);
const EVENT: Rhythm = Rhythm::Event(Limit::None);

const fn within(param: &'static str) -> Rhythm {
    Rhythm::Event(Limit::Param(param))
}

const fn every(param: &'static str) -> Rhythm {
    Rhythm::Every(Limit::Param(param))
}

const fn by_day(param: &'static str) -> Rhythm {
    Rhythm::Each(P::Month, Due::Day(Limit::Param(param)))
}

const fn after(kind: P, param: &'static str) -> Rhythm {
    Rhythm::Each(kind, Due::After(Limit::Param(param)))
}

const fn duty(rule: &'static str, roles: &'static [R], rhythm: Rhythm) -> Duty {
    Duty { rule, roles, rhythm }
}

/// Every duty.
pub static DUTIES: &[Duty] = &[
    duty("F3-06", AM, every("max_days")),
    duty("F3-09", AM, every("max_days")),
    duty("F5-04", AM, every("max_days")),
    duty("F6-06", AM, Rhythm::Always),
    duty("F6-09", EVERYBODY, EVENT),
    duty("F6-10", EVERYBODY, within("max_days")),
    duty("F6-11", EVERYBODY, EVENT),
    duty("F7A-01", AM, JANUARY),
    duty("F7A-05", AM, MONTH_END),
    duty("F7B-10", AM, JANUARY),
    duty("F7B-11", AM, EVENT),
    duty("ARC-01", AM, Rhythm::Always),
    duty("ARC-03", AM, within("days")),
    duty("ARC-03", ADMIN, EVENT),
    duty("ARC-04", AM, Rhythm::Always),
    duty("CAD-01", AM, by_day("due_day")),
    duty("CAD-02", AM, within("max_days")),
    duty("CAD-03", AM, QUARTER_END),
    duty("CAD-04", AM, every("max_days")),
    duty("CAD-05", ADMIN, after(P::Quarter, "due_days")),
    duty("CAD-06", ADMIN, EVENT),
    duty("CAD-07", AM, EVENT),
    duty("CAD-08", AM, within("days")),
    duty("CAD-09", LEADERS, QUARTER_END),
    duty("SEC-02", ADMIN, EVENT),
    duty("SEC-03", EVERYBODY, within("max_days")),
    duty("SEC-04", EVERYBODY, EVENT),
    duty("SEC-05", EVERYBODY, EVENT),
    duty("SEC-06", EVERYBODY, Rhythm::Always),
    duty("SEC-07", LEADERS, EVENT),
    duty("SEC-08", ADMIN, Rhythm::Always),
    duty("SEC-09", ADMIN, EVENT),
    duty("SEC-10", DIRECTOR, within("days")),
    duty("PLN-02", AM, Rhythm::Each(P::Year, Due::Day(Limit::Param("due_day")))),
    duty("PLN-03", DIRECTOR, JANUARY),
    duty("PLN-04", DIRECTOR, EVENT),
    duty("PLN-05", AM, within("days")),
    duty("PLN-05", ADMIN, EVENT),
    duty("ORG-02", DIRECTOR, EVENT),
    duty("ORG-03", DIRECTOR, QUARTER_END),
    duty("ORG-05", DIRECTOR, QUARTER_END),
    duty("ORG-06", DIRECTOR, YEAR_END),
    duty("GOV-01", DIRECTOR, EVENT),
    duty("GOV-02", DIRECTOR, every("max_days")),
    duty("GOV-03", DIRECTOR, YEAR_END),
    duty("CLS-03", EXECUTIVE, EVENT),
    duty("CLS-05", SALES, YEAR_END),
    duty("CLS-06", AM, EVENT),
    duty("VIS-01", AM, QUARTER_END),
    duty("VIS-02", EXECUTIVE, QUARTER_END),
    duty("VIS-03", &[R::ExecutiveTop], HALF_END),
    duty("VIS-04", AM, QUARTER_END),
    duty("VIS-05", AM, HALF_END),
    duty("VIS-06", AM, MONTH_END),
    duty("VIS-07", AM, EVENT),
    duty("VIS-08", AM, EVENT),
    duty("VIS-09", AM, MONTH_END),
    duty("VIS-10", REGION, HALF_END),
    duty("VIS-11", &[R::AccountManager, R::RegionalManager], EVENT),
    duty("VIS-13", AM, EVENT),
    duty("VIS-14", DIRECTOR, after(P::Quarter, "days")),
    duty("RCP-01", AM, EVENT),
    duty("RCP-02", EXECUTIVE, EVENT),
    duty("RCP-03", AM, EVENT),
    duty("SVC-01", EVERYBODY, within("minutes")),
    duty("SVC-02", AM, within("hours")),
    duty("SVC-03", EVERYBODY, EVENT),
    duty("SVC-04", EVERYBODY, EVENT),
    duty("SVC-05", AM, within("days")),
    duty("SVC-06", AM, EVENT),
    duty("SVC-07", AM, EVENT),
    duty("SVC-08", AM, EVENT),
    duty("SVC-09", EVERYBODY, Rhythm::Always),
    duty("SAT-01", AM, YEAR_END),
    duty("SAT-02", AM, EVENT),
    duty("STA-01", &[R::RegionalManager, R::AccountManager], by_day("due_day")),
    duty("STA-03", &[R::AccountManager, R::Secretary], MONTH_END),
    duty("STA-04", REGION, after(P::Month, "days")),
    duty("PIP-01", AM, MONTH_END),
    duty("PIP-03", AM, within("max_days")),
    duty("PIP-04", AM, every("max_days")),
    duty("ANA-01", KEEPER, MONTH_END),
    duty("ANA-03", AM, YEAR_END),
    duty("ANA-04", SALES, YEAR_END),
    duty("ANA-08", DIRECTOR, YEAR_END),
    duty("DAT-02", AM, every("days")),
    duty("DAT-04", AM, EVENT),
    duty("DAT-05", KEEPER, EVENT),
    duty("PII-03", ADMIN, EVENT),
    duty("GFT-01", AM, EVENT),
    duty("EVT-01", DIRECTOR, EVENT),
];
