//! F4-06: something is being done about a blocker who is against us.

use crate::analysis::coverage;
use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{RelationshipStatus, Role};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F4-06",
    title: words("对消极的阻拦者安排了接触或行动", "a contact or an action is planned for a blocker who is against us"),
    sources: &[source(Seed::S000, "附表4")],
    quote: "一般无拍板权,但可以否决",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[DocKind::Plan],
    yields_to: &["PLN-02"],
    anchor: words("该阻拦者的「编号」", "`id` of the blocker"),
    meaning: words(
        "角色作用含「阻拦者」而关系状况为「消极的」的人，当年的接触计划中没有他的接触安排，行动计划中也没有「客户方对象」为他的未完成行动。",
        "For somebody with the role blocker and the status `negative` the year's plan has neither a contact line nor an open action with that `counterpart`.",
    ),
    remedy: words(
        "请在附表6 为其安排接触，或在附表7 加一项以其为「客户方对象」的行动",
        "plan a contact in form 6, or an action in form 7 with that `counterpart`",
    ),
    bad: "# 阻拦者 qian-xuemei 消极，接触计划和行动计划中都没有",
    good: "[[contact_plan.lines]]\nours = \"lin-jing\"\nperson = \"qian-xuemei\"\ntimes = 2\nnext = 2026-08-11",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(_)) = (scene.people_doc(), scene.today) else { return };
    let lang = scene.lang();
    let names = &scene.customer.people_names;
    for row in scene.each_person() {
        if row.status.value() != Some(RelationshipStatus::Negative) || !row.has_role(Role::Blocker) || row.key().is_empty() {
            continue;
        }
        let id = row.key();
        let met = scene.plans().iter().any(|doc| {
            let plan = &doc.record;
            coverage::is_planned(plan, id, names)
                || coverage::open_actions(plan).any(|action| action.counterpart.get().is_some_and(|other| other.is(id)))
        });
        if met {
            continue;
        }
        let name = row.called();
        let message = say!(
            lang,
            "阻拦者{name}的「关系状况」为「消极的」，接触计划和未完成的行动中都没有安排",
            "the blocker {name} is `negative`, and neither the contact plan nor an open action deals with it"
        );
        let help = say!(
            lang,
            "请在附表6 为其加一行接触安排（person = \"{id}\"），或在附表7 加一项行动（counterpart = \"{id}\"）",
            "add a line to the contact plan (person = \"{id}\"), or an action (counterpart = \"{id}\")"
        );
        scene.find(&doc, row.id.span, "people.id", message).help(help).about(id);
    }
}
