//! COV-05: several of ours know the decision maker.

use crate::analysis::coverage;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Role;
use crate::form::reader::{key_line, literal_list};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-05",
    title: words("决策者至少有两位我方人员联系", "at least two of ours know the decision maker"),
    sources: &[source(Seed::S000, "附表6 填表目的")],
    quote: "各个核心人物之间",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "min_persons",
        default: Default::Int(2),
        strict: Strict::High,
        unit: words("人", "persons"),
        what: words("联系决策者的我方人员至少几人", "how many of ours should know a decision maker"),
    }],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &["COV-02"],
    anchor: words("决策者的「与我方的关系」", "`ours` of the decision maker"),
    meaning: words(
        "角色作用含「决策者」的人，「与我方的关系」至少有两位不同的人。一个也没有的由 COV-02 报告。",
        "Somebody with the role decision_maker has at least two different people in `ours`. If there is none, COV-02 says so.",
    ),
    remedy: words(
        "请再安排一位同事（如公司领导）与决策者建立关系",
        "let one more colleague, an executive for instance, build a relation with the decision maker",
    ),
    bad: "role = \"decision_maker\"\nours = [\"zhou-lan\"]",
    good: "role = \"decision_maker\"\nours = [\"zhou-lan\", \"gao-zhenyu\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let (lang, least) = (scene.lang(), scene.param("min_persons"));
    for row in scene.each_person().filter(|row| row.has_role(Role::DecisionMaker) && !row.ours.is_bad()) {
        let count = coverage::ours(row).count();
        if i64::try_from(count).unwrap_or(i64::MAX) >= least {
            continue;
        }
        let (name, names) = (row.called(), lang.join(coverage::ours(row).map(|id| scene.staff_name(id))));
        let message = say!(
            lang,
            "与决策者{name}建立联系的我方人员只有 {count} 人（{names}），应至少 {least} 人",
            "the decision maker {name} is known to only {count} of ours ({names}); the least is {least}"
        );
        let right = literal_list(doc.syntax, coverage::ours(row).chain([super::colleague(lang)]));
        let line = key_line(doc.syntax, "ours", &right);
        let help = say!(
            lang,
            "请再安排一位同事（如公司领导）与其建立关系，并填写 {line}",
            "let one more colleague, an executive for instance, build a relation, and write {line}"
        );
        let finding = scene.find(&doc, row.ours.or(row.head), "people.ours", message).about(row.key());
        if row.ours.is_absent() {
            finding.help(help);
        } else {
            finding.fix_value(row.ours.span, right, Safety::Example);
        }
    }
}
