//! PLN-08: the assessment names what article 15 lists.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::kind::Section;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-08",
    title: words("情况评估涉及第十五条所列各项", "the assessment covers what article 15 lists"),
    sources: &[source(Seed::S000, "第十五条 4")],
    quote: "关系生命周期",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("「情况评估」表的首行", "the first line of `assessment`"),
    meaning: words(
        "「情况评估」写成小标题时，历史沿革、目前的业务、关系生命周期、优势、劣势、机会、威胁、与关键人物的关系各项都已填写；缺几项合为一条。写成一段文字的不判断。审计时看当年的计划。",
        "Where `assessment` is written under sub-headings, all of them are filled in: history, current business, relationship lifecycle, strengths, weaknesses, opportunities, threats, relations. What is missing is named in one finding. An assessment in one text is not judged. An audit looks at the plan of the year.",
    ),
    remedy: words("请补写所缺的小标题", "write what is missing under its sub-heading"),
    bad: "[plan.assessment]\nhistory = \"2019 年开始合作\"   # 其余未写",
    good: "[plan.assessment]\nhistory = \"2019 年开始合作\"\ncurrent_business = \"无线网与传输施工\"\nrelationship_lifecycle = \"成长期\"\n# strengths、weaknesses、opportunities、threats、relations",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for doc in scene.plans() {
        let Some(Section::Table(table)) = doc.record.plan.get().and_then(|plan| plan.assessment.get()) else { continue };
        super::sub_headings(scene, &doc.info, ("assessment", words("情况评估", "assessment")), table);
    }
}
