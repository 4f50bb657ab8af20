//! ORG-01: each customer has exactly one active account manager.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ORG-01",
    title: words("每个客户有且只有一名在岗的客户经理", "each customer has exactly one active account manager"),
    sources: &[source(Seed::S004, "一"), source(Seed::S000, "第四条")],
    quote: "大客户只须面对大客户经理",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户经理」", "`account_manager` of the customer"),
    meaning: words(
        "「客户经理」已填写，在人员名册中，并且当天在岗。",
        "`account_manager` is filled in, in the staff register, and active on the day.",
    ),
    remedy: words("请填写一名在岗的客户经理", "name an active account manager"),
    bad: "account_manager = \"\"",
    good: "account_manager = \"zhou-lan\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day)) = (&scene.customer.profile, scene.today) else { return };
    let Some(manager) = doc.record.account_manager.get().filter(|staff| staff.known) else { return };
    let active = scene.world.staff.row(&manager.id).is_none_or(|row| row.is_active(day));
    if active {
        return;
    }
    let name = scene.staff_name(&manager.id);
    let message = say!(scene.lang(), "客户经理{name}在 {day} 不在岗", "the account manager {name} is not active on {day}");
    let span = doc.record.account_manager.span;
    let info = doc.info.clone();
    scene.find(&info, span, "account_manager", message).fix_value(span, "\"…\"".to_owned(), Safety::Example);
}
