//! How a value came to be what it is, as git tells: since which commit it is so, and what it was before.

use crate::archive::past::{Step, Version};
use crate::form::staff::StaffRow;
use crate::say;
use crate::world::World;

use super::Scene;

/// Since when something is as it is now.
pub(super) struct Since<'p, R> {
    /// The commit since which it is so; none where it is not committed.
    pub(super) step: Option<&'p Step>,
    /// The versions before, oldest first: the last of them is otherwise. None of them where nobody knows of another state.
    pub(super) before: &'p [Version<R>],
}

/// Since when the document is so, without a break.
pub(super) fn since<R>(versions: &[Version<R>], is_so: impl Fn(&R) -> bool) -> Since<'_, R> {
    let start = versions.iter().rposition(|version| !is_so(&version.record)).map_or(0, |at| at + 1);
    Since { step: versions.get(start).map(|version| &*version.step), before: &versions[..start] }
}

impl<'p, R> Since<'p, R> {
    /// What was there before.
    pub(super) fn last(&self) -> Option<&'p Version<R>> {
        self.before.last()
    }
}

/// Who wrote a commit, and when. Where there is none it was not committed by the day: what came later is none of it.
pub(super) fn by(scene: &Scene<'_>, step: Option<&Step>) -> String {
    let lang = scene.lang();
    match (step, scene.today) {
        (Some(step), _) => {
            let name = author_of(step, scene.world).map_or(&*step.author, StaffRow::called);
            say!(lang, "{name} {} 提交", "committed by {name} on {}", step.day)
        }
        (None, Some(today)) => say!(lang, "截至 {today} 尚未提交", "not committed by {today}"),
        (None, None) => say!(lang, "尚未提交", "not committed"),
    }
}

/// Which of our people wrote a commit: by the address in `staff.toml`, else by the name.
pub(super) fn author_of<'w>(step: &Step, world: &'w World) -> Option<&'w StaffRow> {
    let rows = &world.staff.rows;
    let by_address = rows.iter().find(|row| row.email.get().is_some_and(|email| email.as_str().to_lowercase() == *step.email));
    by_address.or_else(|| rows.iter().find(|row| !row.called().is_empty() && row.called() == &*step.author))
}
