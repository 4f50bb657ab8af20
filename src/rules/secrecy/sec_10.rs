//! SEC-10: what somebody knew stays with the company: who left hands over.

use crate::analysis::coverage::open_actions;
use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::{DocInfo, literal, literal_list};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, ours, source};
use crate::say;
use crate::source::Span;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "SEC-10",
    title: words("离岗人员的客户关系已移交", "who left has handed over"),
    sources: &[source(Seed::S002, "一、原则 8"), source(Seed::S001, "客户关系管理系统(CRM)管理办法 第三条 3")],
    quote: "客户信息属集团公司所有",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "days",
        default: Default::Int(14),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("离岗后几天以内移交", "within how many days after leaving it is handed over"),
    }],
    needs: &[DocKind::Staff],
    uses: &[DocKind::Customer, DocKind::KeyPeople, DocKind::Plan],
    yields_to: &[],
    anchor: words(
        "「客户经理」、「与我方的关系」、接触计划行的「我方人员」或行动的「执行人」中离岗的人",
        "whoever left, in `account_manager`, `ours`, a contact-plan line or the `owner` of an action",
    ),
    meaning: words(
        "离岗超过 14 天的人不再是客户经理，不再出现在关键人物的「与我方的关系」、当年接触计划和未完成的行动中。14 天以内的由 F3-05、ORG-01 等各自指出。",
        "Whoever left more than 14 days ago is no account manager any more, and no longer stands in `ours` of a key person, in this year's contact plan, or in an open action. Up to 14 days after, F3-05, ORG-01 and others speak for themselves.",
    ),
    remedy: words("请把客户关系移交给在岗的同事，并改填接手的人", "hand over to an active colleague and enter who took over"),
    bad: "# staff.toml：chen-li 的 active_to = 2026-06-20\naccount_manager = \"chen-li\"   # 2026-07-08",
    good: "account_manager = \"zhou-lan\"",
    run: Run::Customer(run),
};

/// A place where somebody is named who left too long ago.
struct Place<'a> {
    info: &'a DocInfo,
    span: Span,
    field: &'static str,
    id: &'a str,
    left: NaiveDate,
    /// What it says there, in both languages.
    what: (String, String),
    /// How the value should look, and what it replaces.
    right: (Span, String),
}

/// The day on which somebody left, when it is too long ago.
fn left(world: &World, id: &str, today: NaiveDate, days: i64) -> Option<NaiveDate> {
    let to = world.staff.row(id)?.active_to.value()?;
    ((today - to).num_days() > days).then_some(to)
}

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    let days = scene.param("days");
    // Nearly always nobody has left.
    if !world.staff.rows.iter().any(|row| row.active_to.value().is_some_and(|to| (today - to).num_days() > days)) {
        return;
    }
    let gone = |id: &str| left(world, id, today, days);
    let mut places = Vec::new();
    manager(scene, &gone, &mut places);
    relations(scene, &gone, &mut places);
    plans(scene, &gone, &mut places);
    let lang = scene.lang();
    for place in places {
        let (name, left, since) = (ours::name(world, place.id), place.left, (today - place.left).num_days());
        let (zh, en) = &place.what;
        let message = say!(
            lang,
            "{name}已于 {left} 离岗 {since} 天，{zh}还没有移交",
            "{name} left on {left}, {since} days ago, and {en} was not handed over"
        );
        let help = say!(lang, "请把{zh}移交给在岗的同事，并改填接手的人", "hand {en} over to an active colleague and enter who took over");
        let (span, right) = place.right;
        scene.find(place.info, place.span, place.field, message).about(place.id).help(help).fix_value(span, right, Safety::Example);
    }
}

/// Who may take over: the account manager, unless that is who left.
fn successor<'a>(scene: &Scene<'a>, gone: &dyn Fn(&str) -> Option<NaiveDate>) -> Option<&'a str> {
    scene.account_manager().filter(|id| gone(id).is_none())
}

fn manager<'a>(scene: &Scene<'a>, gone: &dyn Fn(&str) -> Option<NaiveDate>, out: &mut Vec<Place<'a>>) {
    let Some(doc) = &scene.customer.profile else { return };
    let field = &doc.record.account_manager;
    let Some((id, left)) = field.get().and_then(|one| Some((&*one.id, gone(&one.id)?))) else { return };
    let right = literal(doc.info.syntax, "…");
    let what = ("客户经理的职责".to_owned(), "the charge of the customer".to_owned());
    out.push(Place { info: &doc.info, span: field.span, field: "account_manager", id, left, what, right: (field.span, right) });
}

fn relations<'a>(scene: &Scene<'a>, gone: &dyn Fn(&str) -> Option<NaiveDate>, out: &mut Vec<Place<'a>>) {
    let Some(doc) = &scene.customer.key_people else { return };
    for row in scene.each_person() {
        for item in row.ours.get().map(|list| list.0.as_slice()).unwrap_or_default() {
            let id = &*item.value.id;
            let Some(left) = gone(id) else { continue };
            let rest = row.our_ids().into_iter().filter(|other| *other != id);
            let next = successor(scene, gone).filter(|next| !row.our_ids().contains(next));
            let right = literal_list(doc.info.syntax, rest.chain(next));
            let called = row.called();
            let what = (format!("与{called}的关系"), format!("the relation with {called}"));
            out.push(Place { info: &doc.info, span: item.span, field: "people.ours", id, left, what, right: (row.ours.span, right) });
        }
    }
}

fn plans<'a>(scene: &Scene<'a>, gone: &dyn Fn(&str) -> Option<NaiveDate>, out: &mut Vec<Place<'a>>) {
    for doc in scene.plans() {
        let next = successor(scene, gone).unwrap_or("…");
        let right = literal(doc.info.syntax, next);
        for line in doc.record.contact_lines() {
            let Some((id, left)) = line.ours.get().and_then(|one| Some((&*one.id, gone(&one.id)?))) else { continue };
            let person = line.person.get().map(|one| scene.person_name(&one.id)).unwrap_or_default();
            let what = (format!("接触计划中与{person}的联系"), format!("the planned contact with {person}"));
            let (span, right) = (line.ours.span, (line.ours.span, right.clone()));
            out.push(Place { info: &doc.info, span, field: "contact_plan.lines.ours", id, left, what, right });
        }
        for action in open_actions(&doc.record) {
            let Some((id, left)) = action.owner.get().and_then(|one| Some((&*one.id, gone(&one.id)?))) else { continue };
            let name = action.what.get().map_or("", |what| what.as_str());
            let what = (format!("行动「{name}」"), format!("the action `{name}`"));
            let (span, right) = (action.owner.span, (action.owner.span, right.clone()));
            out.push(Place { info: &doc.info, span, field: "action_plan.actions.owner", id, left, what, right });
        }
    }
}
