//! COV-09: an executive of ours knows the decision maker. From practice, not from the seeds: off unless named in `[rules]`.

use crate::analysis::coverage;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::{Role, StaffRole};
use crate::form::reader::literal_list;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-09",
    title: words("决策者由我方公司领导对应联系", "an executive of ours knows the decision maker"),
    sources: &[source(Seed::Outside, "通行做法：级别对等")],
    quote: "",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople, DocKind::Staff],
    uses: &[],
    yields_to: &["COV-02"],
    anchor: words("决策者的「与我方的关系」", "`ours` of the decision maker"),
    meaning: words(
        "角色作用含「决策者」的人，「与我方的关系」中至少有一位公司领导或董事长/总经理。默认不启用，在 kehu.toml 的 [rules] 中写明后启用。",
        "Somebody with the role decision_maker has at least one executive (executive, executive_top) in `ours`. Off by default; `[rules]` of kehu.toml turns it on.",
    ),
    remedy: words("请安排一位公司领导与决策者对应联系", "let an executive of ours build a relation with the decision maker"),
    bad: "role = \"decision_maker\"\nours = [\"zhou-lan\", \"sun-tao\"]",
    good: "role = \"decision_maker\"\nours = [\"zhou-lan\", \"gao-zhenyu\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let (lang, staff) = (scene.lang(), &scene.world.staff);
    let leads = |id: &str| staff.has_role(id, StaffRole::Executive) || staff.has_role(id, StaffRole::ExecutiveTop);
    for row in scene.each_person().filter(|row| row.has_role(Role::DecisionMaker) && coverage::is_covered(row)) {
        // Who is not in the register has a finding of their own and may be an executive.
        let known = row.ours.get().is_some_and(|ours| ours.iter().all(|one| one.known));
        if !known || coverage::ours(row).any(leads) {
            continue;
        }
        let (name, names) = (row.called(), lang.join(coverage::ours(row).map(|id| scene.staff_name(id))));
        let message = say!(
            lang,
            "与决策者{name}建立联系的（{names}）中没有公司领导",
            "none of those who know the decision maker {name} ({names}) is an executive of ours"
        );
        let lead = staff.rows.iter().filter_map(|row| row.id.get()).map(|id| id.as_str()).find(|id| leads(id));
        let right = literal_list(doc.syntax, coverage::ours(row).chain([lead.unwrap_or_else(|| super::colleague(lang))]));
        scene.find(&doc, row.ours.span, "people.ours", message).about(row.key()).fix_value(row.ours.span, right, Safety::Example);
    }
}
