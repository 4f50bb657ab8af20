//! COV-08: for somebody we do not know yet, a first contact is planned.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::RelationshipStatus;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-08",
    title: words("尚未建立关系的人安排了接触", "a first contact is planned with somebody we do not know yet"),
    sources: &[source(Seed::S000, "附表3 说明5")],
    quote: "尚未建立关系",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::KeyPeople, DocKind::Plan],
    uses: &[],
    yields_to: &["PLN-02", "COV-01"],
    anchor: words("该关键人物的「编号」", "`id` of the person"),
    meaning: words(
        "关系状况为「尚未建立关系」的关键人物，当年的接触计划（附表6）中有他的接触安排。COV-01 报告同一人时不再报告。",
        "A key person whose status is `none` has a line in the year's contact plan (form 6). Silent where COV-01 speaks of the same person.",
    ),
    remedy: words("请在附表6 安排一位同事与其建立关系", "plan in form 6 who of ours is to build the relation"),
    bad: "status = \"none\"   # 接触计划中没有他",
    good: "[[contact_plan.lines]]\nours = \"ma-chao\"\nperson = \"pan-lu\"\ntimes = 2\nnext = 2026-07-30",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(_)) = (scene.people_doc(), scene.today) else { return };
    if !scene.each_person().any(|row| row.status.value() == Some(RelationshipStatus::None)) {
        return;
    }
    let Some((plan, people)) = super::unplanned(scene) else { return };
    let lang = scene.lang();
    for row in people.into_iter().filter(|row| row.status.value() == Some(RelationshipStatus::None)) {
        let (name, id, path) = (row.called(), row.key(), &plan.info.path);
        let message = say!(
            lang,
            "{name}的「关系状况」为「尚未建立关系」，接触计划（附表6）中却没有建立关系的安排",
            "the status of {name} is `none`, yet the contact plan (form 6) has no line to build the relation"
        );
        let help = say!(
            lang,
            "请在 {path} 的接触安排中加一行：person = \"{id}\"，指定由谁与其建立关系",
            "add a line to the contact plan of {path}: person = \"{id}\", and who of ours is to build the relation"
        );
        scene.find(&doc, row.id.span, "people.id", message).help(help).about(id);
    }
}
