//! ORG-02: the account manager is one by role, and was assigned by the director.

use crate::rules::classes::is_before_contract;
use crate::rules::ours;
use chrono::NaiveDate;

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::customer::{Assignment, Customer};
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ORG-02",
    title: words("客户经理岗位相符，由市场部部长指派", "the account manager is one by role and was assigned by the director"),
    sources: &[source(Seed::S000, "第五条 2")],
    quote: "保证指派合适旳人负责客户关系管理工作",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer, DocKind::Staff],
    uses: &[],
    yields_to: &["ORG-01"],
    anchor: words(
        "客户基本状况表的「客户经理」；「指派记录」的指派人，没有时为该条或该表的首行",
        "`account_manager` of the customer; `assigned_by` of the assignment, where it is missing the assignment's or the form's first line",
    ),
    meaning: words(
        "「客户经理」的岗位（含兼任）是客户经理；「指派记录」中有此人现行的一条，指派人是市场部部长或公司领导。潜在客户、意向客户、准客户可以没有指派记录。",
        "The account manager has the role account_manager, first or further; `assignments` has an entry in force for that person, assigned by the marketing director or an executive. Potential, interested and prospective customers may do without `assignments`.",
    ),
    remedy: words(
        "请由市场部部长指派客户经理，并填写「指派记录」",
        "have the marketing director assign the account manager and fill in `assignments`",
    ),
    bad: "account_manager = \"sun-tao\"   # 项目总工程师，没有指派记录",
    good: "account_manager = \"zhou-lan\"\n\n[[assignments]]\nstaff = \"zhou-lan\"\nfrom = 2024-03-11\nassigned_by = \"wu-fang\"   # 市场部部长",
    run: Run::Customer(run),
};

/// The newest assignment of somebody that is in force on the day.
fn in_force<'a>(customer: &'a Customer, staff: &str, day: NaiveDate) -> Option<&'a Assignment> {
    let list = customer.assignments.get()?;
    let fits = |one: &&Assignment| {
        let begun = one.from.value().is_none_or(|from| from <= day);
        one.staff.get().is_some_and(|who| who.is(staff)) && begun && one.to.value().is_none_or(|to| to >= day)
    };
    list.iter().map(|item| &item.0).filter(fits).max_by_key(|one| one.from.value())
}

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day)) = (&scene.customer.profile, scene.today) else { return };
    let Some(manager) = doc.record.account_manager.get().filter(|one| one.known) else { return };
    let staff = &scene.world.staff;
    let Some(row) = staff.row(&manager.id).filter(|row| row.role.value().is_some()) else { return };
    let lang = scene.lang();
    let name = scene.staff_name(&manager.id);
    if !row.has_role(StaffRole::AccountManager) && !row.roles.is_bad() {
        let role = row.first_role(lang);
        let message = say!(lang, "客户经理{name}的岗位是{role}，不是客户经理", "{name} has the role {role}, not account manager");
        let help = say!(
            lang,
            "请指派一名客户经理；由{name}兼任的，在人员名册的「兼任岗位」(roles) 中加上 account_manager",
            "assign an account manager; where {name} is one as well, add account_manager to `roles` in the staff register"
        );
        scene.find(&doc.info, doc.record.account_manager.span, "account_manager", message).help(help);
    }
    assigned(scene, doc, &manager.id, &name, day);
}

fn assigned(scene: &mut Scene<'_>, doc: &Doc<Customer>, manager: &str, name: &str, day: NaiveDate) {
    let lang = scene.lang();
    let field = &doc.record.assignments;
    let early = scene.lifecycle().is_none_or(is_before_contract);
    if field.is_bad() || (field.is_blank() && early) {
        return;
    }
    let staff = &scene.world.staff;
    let Some(one) = in_force(&doc.record, manager, day) else {
        let message = say!(lang, "「指派记录」中没有{name}现行的指派", "`assignments` has no assignment of {name} in force");
        let by = ours::first_with(scene.world, StaffRole::MarketingDirector, None).unwrap_or("…");
        let help = say!(
            lang,
            "请加一条 [[assignments]]：staff = \"{manager}\"，from（起始日期），assigned_by = \"{by}\"",
            "add an entry to [[assignments]]: staff = \"{manager}\", from, assigned_by = \"{by}\""
        );
        scene.find(&doc.info, field.or(doc.record.head), "assignments", message).help(help);
        return;
    };
    let by = &one.assigned_by;
    if by.is_blank() {
        let message = say!(lang, "{name}的「指派记录」没有写明指派人", "the assignment of {name} does not say by whom");
        let example = ours::first_with(scene.world, StaffRole::MarketingDirector, None).map(|id| literal(doc.info.syntax, id));
        let fix = crate::rules::lines::added(
            doc.info.syntax,
            one.head,
            one.from.key_span,
            &[("assigned_by", example.unwrap_or_else(|| "\"…\"".to_owned()))],
        );
        scene.find(&doc.info, by.or(one.head), "assignments.assigned_by", message).fix = fix.filter(|_| by.is_absent());
        return;
    }
    let Some(row) = by.get().and_then(|by| staff.row(&by.id)).filter(|row| row.role.value().is_some() && !ours::may_direct(row)) else {
        return;
    };
    let (who, role) = (row.called(), row.first_role(lang));
    let message = say!(
        lang,
        "{name}由{who}（{role}）指派，应由市场部部长指派",
        "{name} was assigned by {who} ({role}); it takes the marketing director"
    );
    let right = ours::first_with(scene.world, StaffRole::MarketingDirector, None).map(|id| literal(doc.info.syntax, id));
    let finding = scene.find(&doc.info, by.span, "assignments.assigned_by", message);
    if let Some(right) = right {
        finding.fix_value(by.span, right, Safety::Example);
    }
}
