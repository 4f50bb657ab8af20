//! SEC-03: what was lent comes back in time.

use chrono::{NaiveDate, TimeDelta};

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::registers::Loan;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SEC-03",
    title: words("借出的档案按期归还", "what was lent comes back in time"),
    sources: &[source(Seed::S000, "第十三条 2")],
    quote: "借阅卡",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "max_days",
            default: Default::Int(7),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("一次最多借几天", "for how many days it may be lent at most"),
        },
        Param::escalation(7),
    ],
    needs: &[DocKind::Loan],
    uses: &[],
    yields_to: &[],
    anchor: words("借阅卡的「应还日期」", "`due_back` of the card"),
    meaning: words(
        "尚未归还的借阅卡：从「应还日期」的次日起为逾期；应还日期比借出日期晚 7 天以上的，借期过长。归还日期在将来的不算归还，已归还的不再判断。",
        "Of a card that has not come back: overdue from the day after `due_back`; a `due_back` more than seven days after `lent_on` is too long a loan. A `returned_on` to come does not count; what came back is not judged any more.",
    ),
    remedy: words("请催还，并填写「归还日期」", "ask for it back, and fill in `returned_on`"),
    bad: "lent_on = 2026-06-22\ndue_back = 2026-06-29   # 2026-07-08 仍未归还",
    good: "lent_on = 2026-06-22\ndue_back = 2026-06-29\nreturned_on = 2026-06-26",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let most = scene.param("max_days");
    for doc in super::loans(scene) {
        let returned = &doc.record.returned_on;
        if returned.is_bad() || returned.value().is_some_and(|day| day <= today) {
            continue;
        }
        let Some(due) = doc.record.due_back.value() else { continue };
        if today > due {
            overdue(scene, doc, due, today);
        } else if let Some(lent) = doc.record.lent_on.value().filter(|lent| (due - *lent).num_days() > most) {
            too_long(scene, doc, lent, due, most);
        }
    }
}

fn overdue(scene: &mut ArchiveScene<'_>, doc: &Doc<Loan>, due: NaiveDate, today: NaiveDate) {
    let lang = scene.lang();
    let borrower = doc.record.borrower.get().map(|one| ours::name(scene.world, &one.id)).unwrap_or_default();
    let (card, days) = (&doc.stem, (today - due).num_days());
    let message = say!(
        lang,
        "借阅卡 {card}（{borrower}）应于 {due} 归还，已逾期 {days} 天",
        "lending card {card} ({borrower}) was due back on {due}; it is {days} days overdue"
    );
    let help = say!(
        lang,
        "请向{borrower}催还；已经归还的，填写归还日期，如 {}",
        "ask {borrower} for it; if it came back, fill in the day, as {}",
        crate::form::reader::key_line(doc.info.syntax, "returned_on", &today.to_string())
    );
    scene.find(&doc.info, doc.record.due_back.span, "due_back", message).help(help);
}

fn too_long(scene: &mut ArchiveScene<'_>, doc: &Doc<Loan>, lent: NaiveDate, due: NaiveDate, most: i64) {
    let lang = scene.lang();
    let (card, days) = (&doc.stem, (due - lent).num_days());
    let message = say!(
        lang,
        "借阅卡 {card} 从 {lent} 借到 {due}，共 {days} 天，最多 {most} 天",
        "lending card {card} runs from {lent} to {due}, {days} days; at most {most} are allowed"
    );
    let help = say!(lang, "请缩短借期；到期还要用的，归还后另借", "shorten the loan; if it is needed longer, return it and borrow anew");
    let right = (lent + TimeDelta::days(most)).to_string();
    let span = doc.record.due_back.span;
    scene.find(&doc.info, span, "due_back", message).help(help).fix_value(span, right, Safety::Example);
}
