//! F7A-08: the account manager does not carry out every action alone.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::ActionStatus;
use crate::form::plan::Action;
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7A-08",
    title: words("行动不全由客户经理一人执行", "the account manager does not carry out every action alone"),
    sources: &[source(Seed::S000, "附表7 行动计划")],
    quote: "执行人",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "min_actions",
        default: Default::Int(2),
        strict: Strict::Low,
        unit: words("项", "actions"),
        what: words("行动达到几项时才判断", "from how many actions on it is judged"),
    }],
    needs: &[DocKind::Customer, DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("第一项行动的「执行人」", "`owner` of the first action"),
    meaning: words(
        "当年计划有两项以上未取消的行动，执行人全部是客户经理本人。",
        "The year's plan has two actions or more that are not cancelled, all owned by the account manager.",
    ),
    remedy: words(
        "请把其中一项交给项目、投标或大区的同事执行，客户经理负责督促",
        "hand one of them to a colleague of the project, bid or regional team",
    ),
    bad: "account_manager = \"chen-li\"\n\nowner = \"chen-li\"   # 每项行动都是",
    good: "owner = \"sun-tao\"   # 其中一项",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(manager) = scene.account_manager() else { return };
    for doc in scene.plans() {
        let live = || doc.record.actions().filter(|action| action.status.value() != Some(ActionStatus::Cancelled));
        let alone = |action: &Action| action.owner.get().is_some_and(|owner| owner.is(manager));
        let count = live().count();
        let least = usize::try_from(scene.param("min_actions")).unwrap_or_default().max(1);
        let Some(first) = live().next().filter(|_| count >= least && live().all(alone)) else { continue };
        let lang = scene.lang();
        let name = scene.staff_name(manager);
        let message =
            say!(lang, "{count} 项行动的执行人全部是客户经理{name}", "all {count} actions are owned by the account manager {name}");
        let right = literal(doc.info.syntax, &say!(lang, "另一位同事", "a-colleague"));
        let finding = scene.find(&doc.info, first.owner.span, "action_plan.actions.owner", message);
        finding.fix_value(first.owner.span, right, Safety::Example);
    }
}
