//! F4-01: the decision maker is known.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Role, Tier};
use crate::form::reader::{key_line, literal};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F4-01",
    title: words("已识别决策者", "the decision maker is known"),
    sources: &[source(Seed::S000, "附表4")],
    quote: "决策者",
    level: Levels::By(level),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[DocKind::Customer],
    yields_to: &[],
    anchor: words("关键人物表的「关键人物」", "`people` of the key people"),
    meaning: words(
        "关键人物中至少一人的角色作用含「决策者」。客户阶段为签约客户、已开发客户、合作伙伴客户的为错误，其余为警告。登记为「未识别」不算已识别。有人的角色作用没有填写或不能识别时不判断。",
        "At least one key person has the role decision_maker. An error for contracted, developed and partner customers, a warning before. `unidentified` does not settle it. Not judged while somebody's role is missing or cannot be read.",
    ),
    remedy: words(
        "请查明谁作出或批准决定、控制资金，并登记为决策者",
        "find out who makes or approves the decision and controls the money, and enter them as decision maker",
    ),
    bad: "role = \"advisor\"   # 关键人物中没有决策者",
    good: "role = \"decision_maker\"",
    run: Run::Customer(run),
};

fn level(lifecycle: Option<Lifecycle>, _: Option<Tier>) -> Level {
    match lifecycle {
        Some(Lifecycle::Contracted | Lifecycle::Developed | Lifecycle::Partner) => Level::Error,
        _ => Level::Warning,
    }
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    let persons = scene.each_person().count();
    if persons == 0 || scene.has_role(Role::DecisionMaker) || scene.has_unread_role() {
        return;
    }
    let message = say!(
        lang,
        "{persons} 位关键人物中没有「角色作用」为「决策者」的人",
        "none of the {persons} key people has the role decision_maker"
    );
    let line = key_line(doc.syntax, "role", &literal(doc.syntax, Role::DecisionMaker.key()));
    let help = say!(
        lang,
        "请查明谁作出或批准决定、控制资金，登记为决策者：{line}",
        "find out who makes or approves the decision and controls the money, and enter them: {line}"
    );
    let span = scene.people_span();
    scene.find(&doc, span, "people.role", message).help(help);
}
