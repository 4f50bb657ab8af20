//! ORG-07: a key account has a support team.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ORG-07",
    title: words("大客户有支持小组", "a key account has a support team"),
    sources: &[source(Seed::S004, "大客户管理的意义 b")],
    quote: "建立一支组合营销团队",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "tiers",
        default: Default::List(&["vip"]),
        strict: Strict::More,
        unit: words("", ""),
        what: words(
            "除填写了「大客户」的以外，哪些客户层级也要有支持小组",
            "which tiers need a team besides customers whose `key_account` is filled in",
        ),
    }],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("客户基本状况表的「支持小组」，没有时为该表的首行", "`team` of the customer, where it is missing the form's first line"),
    meaning: words(
        "填写了「大客户」（关键客户、全国客户、长期客户）或客户层级为 VIP客户的，「支持小组」除客户经理外至少有一名在岗的人员。",
        "A customer whose `key_account` is filled in or whose tier is vip has somebody in `team` besides the account manager who is active.",
    ),
    remedy: words(
        "请为该客户配备支持小组：执行、技术支持、市场支持、维护等人员",
        "give the customer a team: delivery, technical, marketing and maintenance people",
    ),
    bad: "tier = \"vip\"\n# 没有 team",
    good: "team = [\n  { staff = \"sun-tao\", duty = \"执行经理\" },\n  { staff = \"lin-jing\", duty = \"投标支持\" },\n]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day)) = (&scene.customer.profile, scene.today) else { return };
    let record = &doc.record;
    let kind = record.key_account.get().and_then(|list| list.iter().next()).copied();
    let tier = scene.tier();
    if kind.is_none() && !tier.is_some_and(|tier| scene.param_list("tiers").iter().any(|one| one == tier.key())) {
        return;
    }
    let staff = &scene.world.staff;
    let manager = scene.account_manager();
    let team = || record.team.get().into_iter().flat_map(|list| list.iter());
    // Who is not in the register was reported where they are read, and may be active.
    let helps = |id: &str| Some(id) != manager && staff.row(id).is_none_or(|row| row.is_active(day));
    if record.team.is_bad() || team().any(|one| one.staff.is_bad() || one.staff.get().is_some_and(|who| helps(&who.id))) {
        return;
    }
    let lang = scene.lang();
    let what = kind.map(|kind| kind.label(lang)).or(tier.map(|tier| tier.label(lang))).unwrap_or_default();
    let message = if record.team.is_blank() {
        say!(lang, "{what}没有「支持小组」", "{what}: `team` is not filled in")
    } else {
        say!(lang, "{what}的「支持小组」除客户经理外没有在岗的人员", "{what}: `team` has nobody active besides the account manager")
    };
    let other = staff.rows.iter().filter(|row| row.is_active(day)).filter_map(|row| row.id.get());
    let example = other.map(|id| id.as_str()).find(|id| Some(*id) != manager).map(|id| literal(doc.info.syntax, id));
    let fix = example.filter(|_| record.team.is_absent()).and_then(|id| {
        let text = say!(lang, "[{{ staff = {id}, duty = \"技术支持\" }}]", "[{{ staff = {id}, duty = \"technical support\" }}]");
        lines::added(doc.info.syntax, record.head, record.established_on.key_span, &[("team", text)])
    });
    scene.find(&doc.info, record.team.or(record.head), "team", message).fix = fix;
}
