//! DAT-03: the fields of seed 002's 《客户档案表》 are filled in.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::classes::is_before_contract;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "DAT-03",
    title: words("客户档案表各项齐全", "the fields of the customer file are filled in"),
    sources: &[source(Seed::S002, "信息管理 2 档案的建立")],
    quote: "社会关系、客户需求、合作历史、客户评价、客户考核结果",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的首行", "the first line of the customer document"),
    meaning: words(
        "客户基本状况表的「社会关系」「客户需求」「合作历史」「客户评价」「客户考核结果」都已填写；缺几项合为一条。潜在客户、意向客户、准客户还没有合作，不要求「合作历史」和「客户考核结果」。",
        "`social_relations`, `needs`, `cooperation_history`, `evaluation` and `assessment_result` of the customer are filled in; what is missing is named in one finding. `cooperation_history` and `assessment_result` are not asked of potential, interested and prospective customers.",
    ),
    remedy: words("请补写所缺的各项", "fill in what is missing"),
    bad: "needs = \"工期短的施工队伍\"   # 其余未填",
    good: "social_relations = \"与省设计院、虹桥工程往来密切\"\nneeds = \"工期短的施工队伍\"\ncooperation_history = \"2019 年起承接无线网施工\"\nevaluation = \"付款及时，要求严格\"\nassessment_result = \"2025 年度 A\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let record = &doc.record;
    let early = scene.lifecycle().is_none_or(is_before_contract);
    let fields = [
        (&record.social_relations, "social_relations", words("社会关系", "social relations"), true),
        (&record.needs, "needs", words("客户需求", "needs"), true),
        (&record.cooperation_history, "cooperation_history", words("合作历史", "cooperation history"), !early),
        (&record.evaluation, "evaluation", words("客户评价", "evaluation"), true),
        (&record.assessment_result, "assessment_result", words("客户考核结果", "assessment result"), !early),
    ];
    let lang = scene.lang();
    let missing: Vec<_> = fields.into_iter().filter(|(field, .., asked)| *asked && field.is_blank()).collect();
    if missing.is_empty() {
        return;
    }
    let (count, names) = (missing.len(), missing.iter().map(|(_, _, label, _)| label.get(lang)).collect::<Vec<_>>());
    let names = lang.join(names);
    let message = say!(lang, "客户档案表缺 {count} 项：{names}", "{count} missing in the customer file: {names}");
    let absent: Vec<(&str, String)> =
        missing.iter().filter(|(field, ..)| field.is_absent()).map(|(_, key, ..)| (*key, "\"…\"".to_owned())).collect();
    let fix = lines::added(doc.info.syntax, record.head, record.established_on.key_span, &absent);
    scene.find(&doc.info, record.head, "", message).fix = fix;
}
