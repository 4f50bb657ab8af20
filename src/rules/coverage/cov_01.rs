//! COV-01: every key person is in the contact plan.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-01",
    title: words("每位关键人物都在接触计划内", "every key person is in the contact plan"),
    sources: &[source(Seed::S000, "附表6 填表目的")],
    quote: "系统地建立起互相相应旳关系",
    level: Levels::By(level),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::KeyPeople, DocKind::Plan],
    uses: &[DocKind::Customer],
    yields_to: &["PLN-02"],
    anchor: words("该关键人物的「编号」", "`id` of the person"),
    meaning: words(
        "当年的接触计划（附表6）中，每位关键人物至少有一行接触安排。储备客户为警告，其余为错误。没有当年计划的不判断。",
        "Every key person has at least one line in the year's contact plan (form 6). A warning for reserve customers, else an error. Not judged without a plan of the year.",
    ),
    remedy: words("请在附表6 为其加一行接触安排", "add a line for them to the contact plan"),
    bad: "# 关键人物 su-qing 不在 [[contact_plan.lines]] 中",
    good: "[[contact_plan.lines]]\nours = \"ma-chao\"\nperson = \"su-qing\"\ntimes = 2\nnext = 2026-07-30",
    run: Run::Customer(run),
};

fn level(_: Option<Lifecycle>, tier: Option<Tier>) -> Level {
    if tier == Some(Tier::Reserve) { Level::Warning } else { Level::Error }
}

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(_)) = (scene.people_doc(), scene.today) else { return };
    let Some((plan, people)) = super::unplanned(scene) else { return };
    let lang = scene.lang();
    for row in people {
        let (name, id, path) = (row.called(), row.key(), &plan.info.path);
        let message = say!(
            lang,
            "{name}不在接触计划（附表6）内，每位关键人物至少要有一行接触安排",
            "{name} is not in the contact plan (form 6); every key person needs at least one line"
        );
        let help = say!(
            lang,
            "请在 {path} 的接触安排中加一行：person = \"{id}\"，并填写我方联系人员、联系次数和下一次联系的日期",
            "add a line to the contact plan of {path}: person = \"{id}\", with who of ours, how many times, and when next"
        );
        scene.find(&doc, row.id.span, "people.id", message).help(help).about(id);
    }
}
