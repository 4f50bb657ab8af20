//! F3-07: a supporter is well disposed towards us.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::{RelationshipStatus, Role};
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-07",
    title: words("支持者的关系状况与角色不矛盾", "a supporter's status does not contradict the role"),
    sources: &[source(Seed::S000, "附表3 说明5"), source(Seed::S000, "附表4")],
    quote: "尽管她们不一定是中通建设旳支持者",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「关系状况」", "`status` of the person"),
    meaning: words(
        "角色作用含「支持者」的人，关系状况为消极的或尚未建立关系时为错误（相互矛盾），为中立的时为警告（值得怀疑）。",
        "Somebody with the role supporter whose status is `negative` or `none` is an error (a contradiction), `neutral` a warning (doubtful).",
    ),
    remedy: words(
        "请改正「角色作用」或「关系状况」：支持者指引我们成功、协助我们接近关键人物",
        "correct `role` or `status`: a supporter guides us and helps us to reach key people",
    ),
    bad: "role = \"supporter\"\nstatus = \"negative\"",
    good: "role = \"supporter\"\nstatus = \"positive\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    for row in scene.each_person().filter(|row| row.has_role(Role::Supporter)) {
        let Some(status) = row.status.value().filter(|status| *status != RelationshipStatus::Positive) else { continue };
        let (name, word) = (row.called(), status.label(lang));
        let doubtful = status == RelationshipStatus::Neutral;
        let message = if doubtful {
            say!(
                lang,
                "{name}的「角色作用」为「支持者」，而「关系状况」为「{word}」，值得怀疑",
                "{name} has the role supporter, but the status `{word}`: doubtful"
            )
        } else {
            say!(
                lang,
                "{name}的「角色作用」为「支持者」，与「关系状况」「{word}」相互矛盾",
                "{name} has the role supporter, which contradicts the status `{word}`"
            )
        };
        let (span, field) = (row.status.span, "people.status");
        let finding = if doubtful { scene.lesser(&doc, span, field, message) } else { scene.find(&doc, span, field, message) };
        finding.about(row.key()).fix_value(span, literal(doc.syntax, RelationshipStatus::Positive.key()), Safety::Example);
    }
}
