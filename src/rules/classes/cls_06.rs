//! CLS-06: the stage is one of six, and nobody falls back without a word.

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::choices::Lifecycle;
use crate::form::customer::{Customer, LifecycleChange};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, earlier, ours, source};
use crate::say;
use crate::words::{Lang, words};

pub(super) static RULE: Rule = Rule {
    id: "CLS-06",
    title: words("客户阶段是六种之一，退回有说明", "the stage is one of six, and a step back is explained"),
    sources: &[source(Seed::S002, "一")],
    quote: "潜在客户、意向客户、准客户、签约客户、已开发客户、合作伙伴客户",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "客户基本状况表的「客户阶段」；退回的，「阶段变更」中该条的「客户阶段」",
        "`lifecycle` of the customer; of a step back `lifecycle` of its entry in `lifecycle_log`",
    ),
    meaning: words(
        "「客户阶段」是潜在客户、意向客户、准客户、签约客户、已开发客户、合作伙伴客户之一，否则为错误。「阶段变更」有记录的：退回前面的阶段要在该条的「备注」写明原因，「客户阶段」比最近一条记录靠前的要补记，否则为警告。没有阶段变更记录的，以 git 中以前的「客户阶段」为准：比上一个阶段靠前的要补记，否则为警告；也没有 git 历史的不判断。",
        "`lifecycle` is one of potential, interested, prospective, contracted, developed, partner; else an error. Where `lifecycle_log` is kept, a step back has its reason in the entry's `note`, and a `lifecycle` before that of the newest entry is logged; else a warning. Without a log git tells the stage before: a `lifecycle` that fell back from it is logged, else a warning; without git's history either it is not judged.",
    ),
    remedy: words("请在「阶段变更」中记下退回的日期、阶段和原因", "log the step back in `lifecycle_log`: date, stage and the reason"),
    bad: "lifecycle = \"prospective\"\n\n[[lifecycle_log]]\ndate = 2026-05-10\nlifecycle = \"contracted\"",
    good: "lifecycle = \"prospective\"\n\n[[lifecycle_log]]\ndate = 2026-05-10\nlifecycle = \"contracted\"\n\n[[lifecycle_log]]\ndate = 2026-06-20\nlifecycle = \"prospective\"\nnote = \"合同解除，重新投标\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let field = &doc.record.lifecycle_log;
    let Some(list) = field.get().filter(|list| !list.is_empty()) else {
        if field.is_blank() {
            unlogged(scene, doc);
        }
        return;
    };
    let mut log: Vec<(chrono::NaiveDate, Lifecycle, &LifecycleChange)> = list
        .iter()
        .filter_map(|one| Some((one.date.value()?, one.lifecycle.value()?, &one.0)))
        .filter(|(date, ..)| *date <= today)
        .collect();
    log.sort_by_key(|(date, ..)| *date);
    for pair in log.windows(2) {
        let ((_, before, _), (date, stage, entry)) = (pair[0], pair[1]);
        if stage < before && entry.note.is_blank() {
            fell_back(scene, doc, entry, (before, stage), date);
        }
    }
    let (Some((date, logged, _)), Some(now)) = (log.last(), doc.record.lifecycle.value()) else { return };
    if now < *logged {
        let lang = scene.lang();
        let (was, is) = (logged.label(lang), now.label(lang));
        let message = say!(
            lang,
            "「客户阶段」是{is}，而「阶段变更」{date} 已到{was}，退回没有记录",
            "`lifecycle` is {is}, but `lifecycle_log` had reached {was} on {date}; the step back is not logged"
        );
        let help = to_log(now, lang);
        scene.lesser(&doc.info, doc.record.lifecycle.span, "lifecycle", message).help(help);
    }
}

/// Without a log git tells the stage before.
fn unlogged(scene: &mut Scene<'_>, doc: &Doc<Customer>) {
    let (Some(past), Some(now)) = (scene.past(), doc.record.lifecycle.value()) else { return };
    let since = earlier::since(&past.profile, |record| record.lifecycle.value() == Some(now));
    let Some(was) = since.last().and_then(|version| version.record.lifecycle.value()) else { return };
    if now >= was || !ours::counts(scene.world, scene.today, since.step.map(|step| step.day).or(scene.today)) {
        return;
    }
    let (lang, by) = (scene.lang(), earlier::by(scene, since.step));
    let message = say!(
        lang,
        "「客户阶段」由{}退回{}（{by}），「阶段变更」没有记录",
        "`lifecycle` fell back from {} to {} ({by}), and `lifecycle_log` does not have it",
        was.label(lang),
        now.label(lang)
    );
    scene.lesser(&doc.info, doc.record.lifecycle.span, "lifecycle", message).help(to_log(now, lang));
}

fn to_log(now: Lifecycle, lang: Lang) -> String {
    let key = now.key();
    say!(
        lang,
        "请在 [[lifecycle_log]] 中加一条：date、lifecycle = \"{key}\"、note（原因）",
        "add an entry to [[lifecycle_log]]: date, lifecycle = \"{key}\", note (the reason)"
    )
}

fn fell_back(
    scene: &mut Scene<'_>,
    doc: &Doc<Customer>,
    entry: &LifecycleChange,
    (before, stage): (Lifecycle, Lifecycle),
    date: chrono::NaiveDate,
) {
    let lang = scene.lang();
    let (was, is) = (before.label(lang), stage.label(lang));
    let message = say!(
        lang,
        "{date} 由{was}退回{is}，「备注」没有写明原因",
        "on {date} the customer fell back from {was} to {is}, and `note` does not say why"
    );
    let fix = crate::rules::lines::added(doc.info.syntax, entry.head, entry.lifecycle.key_span, &[("note", "\"…\"".to_owned())]);
    let finding = scene.lesser(&doc.info, entry.lifecycle.span, "lifecycle_log.lifecycle", message);
    finding.fix = fix.filter(|_| entry.note.is_absent());
}
