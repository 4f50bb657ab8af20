//! CAD-09: a verification is checked by the director or the regional manager.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::customer::Verified;
use crate::form::reader::{key_line, literal};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, ours, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "CAD-09",
    title: words("核定由市场部部长或大区经理复核", "a verification is checked by the director or the regional manager"),
    sources: &[source(Seed::S000, "第十二条 2"), source(Seed::S000, "第十七条")],
    quote: "市场部经理应予以监督和指引",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "最近一次核定的「复核」；没有填写时为该次核定的第一行",
        "`checked_by` of the newest verification; where it is missing its first line",
    ),
    meaning: words(
        "最近一次核定有复核人，复核人是市场部部长或大区经理，而且不是核定人自己。没有核定过的不判断（见 CAD-03）。",
        "The newest verification has been checked, by a marketing director or regional manager, and not by whoever verified. Not judged where nothing was verified (see CAD-03).",
    ),
    remedy: words(
        "请由市场部部长或大区经理复核，并填写「复核」",
        "have the marketing director or the regional manager check it, and fill in `checked_by`",
    ),
    bad: "[[verified]]\ndate = 2026-06-30\nby = \"zhou-lan\"",
    good: "[[verified]]\ndate = 2026-06-30\nby = \"zhou-lan\"\nchecked_by = \"wu-fang\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let Some((date, stamp)) = doc.record.newest_verified(today) else { return };
    let world: &World = scene.world;
    let field = &stamp.checked_by;
    // A stamp from before the regulation had nothing to follow.
    if !ours::counts(world, None, Some(date)) {
        return;
    }
    let lang = scene.lang();
    let by = stamp.by.get().map(|by| &*by.id);
    let message = match check(stamp, world) {
        Check::Right | Check::Unclear => return,
        Check::Missing => say!(lang, "{date} 的核定没有复核", "the verification of {date} was not checked"),
        Check::Himself(checker) => {
            let name = ours::name(world, checker);
            say!(lang, "{date} 的核定由核定人{name}自己复核", "the verification of {date} was checked by {name}, who made it")
        }
        Check::NotEntitled(checker) => {
            let name = ours::name(world, checker);
            let role = world.staff.row(checker).and_then(|row| row.role.value()).map_or("", |role| role.label(lang));
            say!(
                lang,
                "{date} 的核定由{name}（{role}）复核，应由市场部部长或大区经理复核",
                "the verification of {date} was checked by {name} ({role}); the marketing director or a regional manager checks it"
            )
        }
    };
    let checkers = [StaffRole::MarketingDirector, StaffRole::RegionalManager].into_iter();
    let checker = checkers.filter_map(|role| ours::first_with(world, role, scene.today)).find(|id| by != Some(*id)).unwrap_or("…");
    let right = literal(doc.info.syntax, checker);
    let line = key_line(doc.info.syntax, "checked_by", &right);
    let help = say!(
        lang,
        "请由市场部部长或大区经理复核，然后填写 {line}",
        "have the marketing director or a regional manager check it, then write {line}"
    );
    let finding = scene.find(&doc.info, field.or(stamp.head), "verified.checked_by", message).help(help);
    if field.is_absent() {
        finding.fix = lines::added(doc.info.syntax, stamp.head, stamp.by.key_span, &[("checked_by", right)]);
    } else {
        finding.fix_value(field.span, right, Safety::Example);
    }
}

/// How a verification was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check<'a> {
    /// By a marketing director or regional manager who did not make it.
    Right,
    /// Not at all.
    Missing,
    /// By whoever made it.
    Himself(&'a str),
    /// By somebody who is neither director nor regional manager.
    NotEntitled(&'a str),
    /// By an unknown name, which was reported where it is read.
    Unclear,
}

/// How this verification was checked.
pub(crate) fn check<'a>(stamp: &'a Verified, world: &World) -> Check<'a> {
    let field = &stamp.checked_by;
    let Some(checker) = field.get() else { return if field.is_bad() { Check::Unclear } else { Check::Missing } };
    if !checker.known {
        return Check::Unclear;
    }
    if stamp.by.get().is_some_and(|by| by.id == checker.id) {
        return Check::Himself(&checker.id);
    }
    let row = world.staff.row(&checker.id);
    let fits = |role| row.is_none_or(|row| row.has_role(role) || row.role.value().is_none());
    let entitled = fits(StaffRole::MarketingDirector) || fits(StaffRole::RegionalManager);
    if entitled { Check::Right } else { Check::NotEntitled(&checker.id) }
}
