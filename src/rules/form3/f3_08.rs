//! F3-08: the decision maker is not averse to us and not a stranger.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::{RelationshipStatus, Role};
use crate::form::reader::{key_line, literal};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-08",
    title: words("与决策者建立了中立以上的关系", "the relation with the decision maker is neutral or better"),
    sources: &[source(Seed::S000, "第四条 7")],
    quote: "逐渐与客户旳权力核心人员建立关系",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("决策者的「关系状况」", "`status` of the decision maker"),
    meaning: words(
        "角色作用含「决策者」的人，关系状况为消极的或尚未建立关系。",
        "Somebody with the role decision_maker has the status `negative` or `none`.",
    ),
    remedy: words(
        "请在接触计划和行动计划中安排改善与决策者的关系，并填写「目标状态」",
        "plan contacts and actions that mend the relation, and set `target_status`",
    ),
    bad: "role = \"decision_maker\"\nstatus = \"none\"",
    good: "role = \"decision_maker\"\nstatus = \"neutral\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    for row in scene.each_person().filter(|row| row.has_role(Role::DecisionMaker)) {
        let status = row.status.value().filter(|status| matches!(status, RelationshipStatus::Negative | RelationshipStatus::None));
        let Some(status) = status else { continue };
        let (name, word) = (row.called(), status.label(lang));
        let message = say!(
            lang,
            "决策者{name}的「关系状况」为「{word}」，应争取到「中立的」以上",
            "the status of the decision maker {name} is `{word}`; neutral or better is wanted"
        );
        let right = literal(doc.syntax, RelationshipStatus::Neutral.key());
        let line = key_line(doc.syntax, "target_status", &right);
        let help = say!(
            lang,
            "请在接触计划和行动计划中安排改善关系，并填写「目标状态」，如 {line}；关系已改变的，更新「关系状况」和「评估日期」",
            "plan contacts and actions that mend the relation, and set its aim, as {line}; if it has changed, update `status` and `assessed_on`"
        );
        let finding = scene.find(&doc, row.status.span, "people.status", message).help(help).about(row.key());
        finding.fix_value(row.status.span, right, Safety::Example);
    }
}
