//! F3-04: where there is no relation yet, nobody of ours is named.

use crate::analysis::coverage;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::RelationshipStatus;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-04",
    title: words("尚未建立关系的关键人物不填我方人员", "a person without a relation names nobody of ours"),
    sources: &[source(Seed::S000, "附表3 说明5")],
    quote: "尚未与她们接触",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「关系状况」", "`status` of the person"),
    meaning: words(
        "「关系状况」为「尚未建立关系」（知道是谁，但没有接触过）的关键人物，「与我方的关系」为空。",
        "A key person whose status is `none` (known by name, never in contact) has an empty `ours`.",
    ),
    remedy: words(
        "已经接触过的，请改正「关系状况」；没有接触过的，请清空「与我方的关系」",
        "correct `status` if there has been contact; else empty `ours`",
    ),
    bad: "status = \"none\"\nours = [\"zhou-lan\"]",
    good: "status = \"none\"\nours = []",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    for row in scene.each_person() {
        if row.status.value() != Some(RelationshipStatus::None) || !coverage::is_covered(row) {
            continue;
        }
        let (name, ours) = (row.called(), lang.join(coverage::ours(row).map(|id| scene.staff_name(id))));
        let message = say!(
            lang,
            "{name}的「关系状况」为「尚未建立关系」，「与我方的关系」却填了{ours}",
            "the status of {name} is `none`, yet `ours` names {ours}"
        );
        let right = literal(doc.syntax, RelationshipStatus::Neutral.key());
        scene.find(&doc, row.status.span, "people.status", message).about(row.key()).fix_value(row.status.span, right, Safety::Example);
    }
}
