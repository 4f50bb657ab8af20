//! F6-09: a next date only moves on after a contact. Only git's history tells what a date was before.

use chrono::NaiveDate;

use crate::analysis::contacts::{Contact, Contacts};
use crate::archive::DocKind;
use crate::archive::past::{Past, Step, Version};
use crate::findings::Level;
use crate::form::plan::Plan;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, earlier, ours, source};
use crate::say;
use crate::words::words;

use super::Line;

pub(super) static RULE: Rule = Rule {
    id: "F6-09",
    title: words("每次接触都有接触情况报告", "each contact has its report"),
    sources: &[source(Seed::S000, "附表6 备注")],
    quote: "事后都规定写一份简短旳状况报告",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[DocKind::ContactReport, DocKind::KeyPeople],
    yields_to: &[],
    anchor: words("该行的「下一次联系的日期」", "`next` of the line"),
    meaning: words(
        "「下一次联系的日期」后移，而原定日期写下以后，这两人没有新的接触情况报告（日期不晚于改动之日）。日期原来是什么，看档案的 git 历史：不在 git 中、浅克隆、`--no-history` 的不判断。提交说明（这一次的，或以后改动该客户的）写有「改期」「推迟」「延期」「顺延」的不指出；新的一年、新的一行不算后移。",
        "`next` was moved on, and since the earlier date was written there is no new report of the pair (dated no later than the day of the move). What the date was before, git's history tells: outside git, in a shallow clone and with `--no-history` it is not judged. A commit message (of this commit, or of a later one that touches the customer) that speaks of it as rescheduled, postponed or put off settles it; a new year's plan and a new line are no move.",
    ),
    remedy: words(
        "请补写那次接触的报告；没有接触、只是改期的，在提交说明里写明「改期」和原因",
        "write the report of that contact; if it was only put off, say so in the commit message",
    ),
    bad: "next = 2026-08-15   # 原为 2026-07-15，其间没有接触情况报告",
    good: "next = 2026-08-15   # 另有 contact-reports/2026-07-15-li-guoqiang-zhou-lan.toml",
    run: Run::Customer(run),
};

/// Words with which a commit's author says that a contact was put off.
const PUT_OFF: &[&str] = &["改期", "推迟", "延期", "顺延", "reschedul", "postpon", "put off"];

/// A next date that was moved on.
struct Move<'p> {
    /// What it was.
    was: NaiveDate,
    /// Since when it was that.
    since: &'p Step,
    /// Since when it is what it is now; none where that is not committed.
    step: Option<&'p Step>,
}

fn run(scene: &mut Scene<'_>) {
    let (Some(today), Some(past)) = (scene.today, scene.past()) else { return };
    let lang = scene.lang();
    for line in super::lines(scene) {
        let (Some(next), Some(versions)) = (line.row.next.value(), past.plans.get(&*line.doc.stem)) else { continue };
        let Some(moved) = moved(versions, &line, next) else { continue };
        let on = moved.step.map_or(today, |step| step.day);
        if !ours::counts(scene.world, scene.today, Some(on)) || is_explained(past, moved.step) {
            continue;
        }
        let contacts = Contacts::of(scene.customer, Some(on));
        if contacts.of_pair(line.ours, line.person).any(|contact| is_new(past, moved.since, &contact)) {
            continue;
        }
        let (ours, person, was) = (scene.staff_name(line.ours), scene.person_name(line.person), moved.was);
        let by = earlier::by(scene, moved.step);
        let message = say!(
            lang,
            "{ours}与{person}的下一次联系由 {was} 改到 {next}（{by}），其间没有两人的接触情况报告",
            "the next contact of {ours} with {person} was moved from {was} to {next} ({by}), and there is no report of the pair in between"
        );
        let help = if moved.step.is_some() {
            say!(
                lang,
                "请补写那次接触的报告；没有接触、只是改期的，在下一次改动该客户的提交说明里写明「改期」和原因",
                "write the report of that contact; if it was only put off, say that it was rescheduled in the message of the customer's next commit"
            )
        } else {
            say!(
                lang,
                "请补写那次接触的报告；没有接触、只是改期的，在提交说明里写明「改期」和原因",
                "write the report of that contact; if it was only put off, say that it was rescheduled in the commit message"
            )
        };
        scene.find(&line.doc.info, line.row.next.span, "contact_plan.lines.next", message).help(help).about(line.person);
    }
}

/// How the date of a line came to be later than it was; none where it did not.
fn moved<'p>(versions: &'p [Version<Plan>], line: &Line<'_>, next: NaiveDate) -> Option<Move<'p>> {
    // Of a pair that stands there twice nobody knows which line was which.
    (dates(&line.doc.record, line).len() == 1).then_some(())?;
    let is = |day: NaiveDate| move |plan: &Plan| dates(plan, line) == [Some(day)];
    let now = earlier::since(versions, is(next));
    let mut before = now.before;
    loop {
        let [Some(was)] = dates(&before.last()?.record, line)[..] else { return None };
        let then = earlier::since(before, is(was));
        let since = then.step?;
        // Twice on one day: the first was a slip of the pen.
        if since.at > 0 && now.step.is_some_and(|step| step.day == since.day) {
            before = then.before;
            continue;
        }
        return (next > was).then_some(Move { was, since, step: now.step });
    }
}

/// The dates of the lines of this pair.
fn dates(plan: &Plan, line: &Line<'_>) -> Vec<Option<NaiveDate>> {
    let same = plan
        .contact_lines()
        .filter(|row| row.ours.get().is_some_and(|one| one.is(line.ours)) && row.person.get().is_some_and(|one| one.is(line.person)));
    same.map(|row| row.next.value()).collect()
}

/// Whether somebody has said why: with the move, or in a later commit.
fn is_explained(past: &Past, step: Option<&Step>) -> bool {
    let Some(step) = step else { return false };
    let says = |message: &str| {
        let message = message.to_lowercase();
        PUT_OFF.iter().any(|word| message.contains(word))
    };
    past.steps.iter().filter(|one| one.at >= step.at).any(|one| says(&one.message))
}

/// Whether a report came after the commit that set the earlier date. One that is not in the history was there before it began; or it came after
/// the day of judgement, which its own day tells.
fn is_new(past: &Past, since: &Step, contact: &Contact<'_>) -> bool {
    past.reports.get(&*contact.doc.stem).map_or(!past.newest && contact.day >= since.day, |came| *came > since.at)
}
