//! COV-02: somebody of ours knows every key person.

use crate::analysis::coverage;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Role;
use crate::form::reader::{key_line, literal_list};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-02",
    title: words("每位关键人物都有我方人员联系", "somebody of ours knows every key person"),
    sources: &[source(Seed::S000, "附表3 说明1")],
    quote: "与中通建设中哪些人建立了联系一一列出",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[Param {
        name: "coverage_min",
        default: Default::Int(100),
        strict: Strict::High,
        unit: words("%", "%"),
        what: words(
            "有我方人员联系的关键人物至少占多少，达到的不报",
            "the least share of key people whom somebody of ours knows; from there on nothing is reported",
        ),
    }],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &["F3-03"],
    anchor: words(
        "关键人物表的「与我方的关系」；没有这一项时为该人物的第一行",
        "`ours` of the person; absent, the first line of the person",
    ),
    meaning: words(
        "每位关键人物的「与我方的关系」至少有一人，尚未建立关系的也一样。缺少的是决策者为错误，其他人为警告。",
        "Every key person has at least one of ours in `ours`, those without a relation too. An error for a decision maker, a warning for others.",
    ),
    remedy: words(
        "请安排一位同事与其建立联系，建立后填入「与我方的关系」并更新「关系状况」",
        "let a colleague get in touch; then fill in `ours` and update `status`",
    ),
    bad: "role = \"decision_maker\"\nours = []",
    good: "role = \"decision_maker\"\nours = [\"zhou-lan\", \"gao-zhenyu\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let all = coverage::coverage(scene.each_person());
    if all.covered == all.persons || !all.is_below(scene.param("coverage_min")) {
        return;
    }
    let lang = scene.lang();
    for row in scene.each_person().filter(|row| row.ours.is_blank()) {
        let name = row.called();
        let decides = row.has_role(Role::DecisionMaker);
        let message = if decides {
            say!(
                lang,
                "没有我方人员与决策者{name}建立联系（有联系的关键人物 {all}）",
                "nobody of ours knows the decision maker {name} (key people known to us: {all})"
            )
        } else {
            say!(
                lang,
                "没有我方人员与{name}建立联系（有联系的关键人物 {all}）",
                "nobody of ours knows {name} (key people known to us: {all})"
            )
        };
        let right = literal_list(doc.syntax, [super::colleague(lang)]);
        let line = key_line(doc.syntax, "ours", &right);
        let help = say!(
            lang,
            "请安排一位同事与其建立联系，建立后填写 {line} 并更新「关系状况」",
            "let a colleague get in touch; then write {line} and update `status`"
        );
        let (span, field) = (row.ours.or(row.head), "people.ours");
        let finding = if decides { scene.find(&doc, span, field, message) } else { scene.lesser(&doc, span, field, message) };
        finding.about(row.key());
        if row.ours.is_absent() {
            finding.help(help);
        } else {
            finding.fix_value(row.ours.span, right, Safety::Example);
        }
    }
}
