//! PLN-04: an adjustment of an approved plan was approved.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::reader::literal;
use crate::rules::ours;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-04",
    title: words("客户计划的调整经市场部部长批准", "an adjustment of the plan was approved by the marketing director"),
    sources: &[source(Seed::S000, "第十六条 2")],
    quote: "调节权由市场部经理掌握",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "「调整记录」中该次的「批准人」，没有时为该条的首行；没有调整记录而改了的，第一处改动，已删去的为「批准日期」",
        "`approved_by` of the revision, where it is missing the revision's first line; of a change without a revision the first field that differs, where it is gone `approved_on`",
    ),
    meaning: words(
        "「调整记录」的每一条写明批准人；计划已批准（有批准日期）的，批准人是市场部部长或公司领导。档案在 git 中的，审计时还与批准时的计划比较：批准以后改了内容而没有新的调整记录的，为错误；改回原样、调换次序、改写格式不算改动。「下一次联系的日期」、行动的完成情况、项目的阶段和结果、归档日期等进展，指导人，以及由 kehu 计算的数额，不算调整。没有 git 历史的（不在 git 中、浅克隆、`--no-history`）只看调整记录。审计时看当年的计划。",
        "Each revision names who approved it; where the plan was approved (`approved_on`) that is the marketing director or an executive. In a git archive an audit also holds the plan against what was approved: a change of its substance since without a new revision is an error; a change that was taken back, another order or layout is none. Progress is no adjustment: `next`, status of actions, stage and outcome of projects, `filed_on`; nor are `guided_by` and amounts that kehu computes. Without history (outside git, in a shallow clone, with `--no-history`) only the revisions are looked at. An audit looks at the plan of the year.",
    ),
    remedy: words(
        "请由市场部部长批准这次调整，并登记「调整记录」，写明「批准人」",
        "have the marketing director approve the adjustment and enter it in `revisions` with `approved_by`",
    ),
    bad: "[[revisions]]\ndate = 2026-05-20\nreason = \"客户推迟三期招标\"   # 没有批准人",
    good: "[[revisions]]\ndate = 2026-05-20\nreason = \"客户推迟三期招标\"\napproved_by = \"wu-fang\"   # 市场部部长",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    revisions(scene);
    super::unrevised::run(scene);
}

/// Each revision was approved by who may.
fn revisions(scene: &mut Scene<'_>) {
    let staff = &scene.world.staff;
    for doc in scene.plans() {
        // A revision without an approver was reported where it is read, approved plan or not.
        let Some(revisions) = doc.record.revisions.get().filter(|_| doc.record.approved_on.value().is_some()) else { continue };
        for revision in revisions.iter() {
            let Some(row) = revision.approved_by.get().and_then(|one| staff.row(&one.id)) else { continue };
            let may = ours::may_direct(row);
            if may || row.role.value().is_none() {
                continue;
            }
            let lang = scene.lang();
            let (name, role) = (row.called(), row.first_role(lang));
            let on = revision.date.value().map(|date| date.to_string()).unwrap_or_default();
            let message = say!(
                lang,
                "{on} 的调整由{name}（{role}）批准，应由市场部部长批准",
                "the adjustment of {on} was approved by {name} ({role}); it takes the marketing director"
            );
            let director = ours::first_with(scene.world, StaffRole::MarketingDirector, None);
            let span = revision.approved_by.span;
            let finding = scene.find(&doc.info, span, "revisions.approved_by", message);
            if let Some(director) = director {
                finding.fix_value(span, literal(doc.info.syntax, director), Safety::Example);
            }
        }
    }
}
