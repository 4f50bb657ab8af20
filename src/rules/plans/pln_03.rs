//! PLN-03: the plan was approved or guided by the marketing director.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, ours, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-03",
    title: words("客户计划由市场部部长批准或指导", "the plan was approved or guided by the marketing director"),
    sources: &[source(Seed::S000, "第十六条 1"), source(Seed::S000, "第五条 8")],
    quote: "市场部经理参与讨论与指引",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "计划的「批准人」，没有时为「指导人」，都没有时为计划的首行",
        "`approved_by` of the plan, else `guided_by`, else the plan's first line",
    ),
    meaning: words(
        "「批准人」或「指导人」至少一人的岗位（含兼任）是市场部部长。审计时看当年的计划。",
        "`approved_by` or `guided_by` has the role marketing_director, first or further. An audit looks at the plan of the year.",
    ),
    remedy: words(
        "请把计划交市场部部长讨论，填写「指导人」或「批准人」",
        "discuss the plan with the marketing director and fill in `guided_by` or `approved_by`",
    ),
    bad: "author = \"zhou-lan\"   # 没有指导人和批准人",
    good: "author = \"zhou-lan\"\nguided_by = \"wu-fang\"   # 市场部部长\napproved_by = \"wu-fang\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let staff = &scene.world.staff;
    for doc in scene.plans() {
        let fields = [(&doc.record.approved_by, "approved_by"), (&doc.record.guided_by, "guided_by")];
        // Whoever is not known there was reported where it is read, and may be the director.
        if fields.iter().any(|(field, _)| field.is_bad() || field.get().is_some_and(|one| !one.known)) {
            continue;
        }
        let named = || fields.iter().filter_map(|(field, key)| field.get().map(|one| (*field, *key, one)));
        if named().any(|(.., one)| ours::may_have_role(scene.world, &one.id, StaffRole::MarketingDirector)) {
            continue;
        }
        let lang = scene.lang();
        let year = super::year(doc);
        let director = ours::first_with(scene.world, StaffRole::MarketingDirector, None);
        let Some((field, key, one)) = named().next() else {
            let message =
                say!(lang, "{year} 年的计划没有「指导人」和「批准人」", "the plan of {year} has neither `guided_by` nor `approved_by`");
            scene.find(&doc.info, doc.record.head, "guided_by", message);
            continue;
        };
        let name = scene.staff_name(&one.id);
        let role = staff.row(&one.id).map_or("", |row| row.first_role(lang));
        let message = say!(
            lang,
            "{year} 年的计划由{name}（{role}）批准或指导，其中没有市场部部长",
            "the plan of {year} was approved or guided by {name} ({role}); no marketing director took part"
        );
        let finding = scene.find(&doc.info, field.span, key, message);
        if let Some(director) = director {
            finding.fix_value(field.span, literal(doc.info.syntax, director), Safety::Example);
        }
    }
}
