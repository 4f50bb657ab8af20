//! CAD-04: an archive is supplemented or adjusted every three months.

use crate::archive::DocKind;
use crate::archive::updated::Update;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, periods, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CAD-04",
    title: words("客户档案三个月内增补或调整一次", "the archive is supplemented or adjusted every three months"),
    sources: &[source(Seed::S000, "第十三条 3")],
    quote: "客户档案原则上三个月增补或调节一次",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_days",
        default: Default::Int(92),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("最近一次增补距今最多几天", "how many days ago the last change may be at most"),
    }],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「最近增补日期」", "`last_updated` of the customer"),
    meaning: words(
        "「最近增补日期」（制度生效在后的，从生效之日算起）距今不超过 92 天。没有填写这一项的，以 git 中改动该客户文件夹的最近一次提交为准；不在 git 中、浅克隆、文件夹有改动没有提交的不判断。增补不同于核定：核定见 CAD-03。",
        "`last_updated` (or the day on which the regulation took effect, where that is later) is at most 92 days ago. Where the key is not filled in, the newest commit in git that touches the customer's folder counts; outside git, in a shallow clone and where changes of the folder are not committed it is not judged. A supplement is not a verification: that is CAD-03.",
    ),
    remedy: words("请增补或调整客户档案，并更新「最近增补日期」", "supplement or adjust the archive and bring `last_updated` up to date"),
    bad: "last_updated = 2026-03-05   # 2026-07-08 时已过 125 天",
    good: "last_updated = 2026-06-22",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let Some(Update { day: updated, stamped }) = scene.world.updated_on(&scene.customer.id, &doc.record) else { return };
    let most = scene.param("max_days");
    let from = periods::runs_from(updated, scene.world);
    if (today - from).num_days() <= most {
        return;
    }
    let (age, lang, field) = ((today - updated).num_days(), scene.lang(), &doc.record.last_updated);
    if stamped {
        let message = say!(
            lang,
            "「最近增补日期」为 {updated}，距今 {age} 天，超过 {most} 天",
            "`last_updated` is {updated}, {age} days ago; at most {most} days are allowed"
        );
        let span = field.span;
        scene.find(&doc.info, span, "last_updated", message).fix_value(span, today.to_string(), Safety::Example);
        return;
    }
    let message = say!(
        lang,
        "git 中最近一次改动在 {updated}，距今 {age} 天，超过 {most} 天",
        "the newest change in git is of {updated}, {age} days ago; at most {most} days are allowed"
    );
    // A commit is the stamp: one of their own would conflict in every merge.
    let help = say!(lang, "请增补或调整客户档案，并提交到 git", "supplement or adjust the archive and commit it");
    scene.find(&doc.info, field.or(doc.record.head), "last_updated", message).help(help);
}
