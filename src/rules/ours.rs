//! Our people and our registers as rules ask for them.

use chrono::NaiveDate;

use crate::form::Field;
use crate::form::choices::{FileFormat, KeyLanguage, StaffRole};
use crate::form::staff::StaffRow;
use crate::say;
use crate::words::Lang;
use crate::world::{Rank, World};

/// The name of one of our people for messages; the id where unknown.
pub(crate) fn name<'w>(world: &'w World, id: &'w str) -> &'w str {
    world.staff.names.called(id)
}

/// Everybody with this role who works for us on the day, by id. An id that stands twice was reported (REF-03): the first row is the person.
pub(crate) fn with_role(world: &World, role: StaffRole, today: NaiveDate) -> impl Iterator<Item = (&str, &StaffRow)> {
    let rows = world.staff.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.id.get()?.as_str(), row)));
    rows.filter(move |(at, id, row)| row.has_role(role) && row.is_active(today) && world.staff.names.at(id) == Some(*at))
        .map(|(_, id, row)| (id, row))
}

/// The first of them; in `check`, which has no day, whoever has the role.
pub(crate) fn first_with(world: &World, role: StaffRole, today: Option<NaiveDate>) -> Option<&str> {
    let fits = |row: &&StaffRow| row.has_role(role) && today.is_none_or(|today| row.is_active(today));
    world.staff.rows.iter().find(fits).and_then(|row| row.id.get()).map(|id| id.as_str())
}

/// Whether the regulation lets the person decide what it leaves to the marketing director: that one, or an executive.
pub(crate) fn may_direct(row: &StaffRow) -> bool {
    row.has_role(StaffRole::MarketingDirector) || row.rank() >= Rank::Executive
}

/// Whether somebody has this role, or one that could not be read and was reported there: it may be this one.
pub(crate) fn may_have_role(world: &World, id: &str, role: StaffRole) -> bool {
    world.staff.row(id).is_some_and(|row| is_unread(row) || row.has_role(role))
}

/// Whether what somebody is with us could not be read.
pub(crate) fn is_unread(row: &StaffRow) -> bool {
    row.role.is_bad() || row.roles.is_bad()
}

/// Whether a record of this day is judged: neither after the day of judgement nor before the regulation took effect.
/// A record without a day was reported where it is read; the rest of it is judged.
pub(crate) fn counts(world: &World, today: Option<NaiveDate>, day: Option<NaiveDate>) -> bool {
    day.is_none_or(|day| today.is_none_or(|today| day <= today) && world.effective_from().is_none_or(|from| day >= from))
}

/// Whether something was done by the day: a day to come has not been, a missing or unreadable one was reported where it is read.
pub(crate) fn is_done(today: NaiveDate, day: Option<NaiveDate>) -> bool {
    day.is_none_or(|day| day <= today)
}

/// Whether a document was handed in by the day. One whose day stands there empty is a draft (`report --skeleton`): it waits to be filled in.
pub(crate) fn is_handed_in(today: NaiveDate, day: &Field<NaiveDate>) -> bool {
    let draft = day.is_blank() && !day.is_absent();
    !draft && is_done(today, day.value())
}

/// The ending of the files that this archive writes: what a proposed file is called.
pub(crate) fn ending(world: &World) -> &'static str {
    let company = world.settings.company.get();
    let files = company.and_then(|company| company.files.value());
    let keys = company.and_then(|company| company.keys.value());
    match (files, keys) {
        (Some(FileFormat::Yaml), _) | (None, Some(KeyLanguage::Chinese)) => "yaml",
        _ => "toml",
    }
}

/// So many names at most in one message.
const MOST_NAMES: usize = 5;

/// `甲、乙、丙`; of many the first five and how many there are.
pub(crate) fn listed(names: &[&str], lang: Lang) -> String {
    let shown = lang.join(names.iter().take(MOST_NAMES));
    let count = names.len();
    if count <= MOST_NAMES {
        return shown;
    }
    say!(lang, "{shown} 等 {count} 个", "{shown} and others, {count} in all")
}
