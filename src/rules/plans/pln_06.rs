//! PLN-06: the profile names what article 15 lists.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::kind::Section;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-06",
    title: words("客户概况涉及第十五条所列各项", "the profile covers what article 15 lists"),
    sources: &[source(Seed::S000, "第十五条 2")],
    quote: "拥有旳优势、劣势、机会和面临旳威胁等",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("「客户概况」表的首行", "the first line of `profile`"),
    meaning: words(
        "「客户概况」写成小标题时，关键人物、最新重大动向、所处位置、市场、战略、趋势、优势、劣势、机会、威胁、需求各项都已填写；缺几项合为一条。写成一段文字的不判断。审计时看当年的计划。",
        "Where `profile` is written under sub-headings, all of them are filled in: key people, latest moves, position, market, strategy, trends, strengths, weaknesses, opportunities, threats, needs. What is missing is named in one finding. A profile in one text is not judged. An audit looks at the plan of the year.",
    ),
    remedy: words("请补写所缺的小标题", "write what is missing under its sub-heading"),
    bad: "[plan.profile]\nkey_people = \"六人，采购中心主任持消极态度\"\nmarket = \"省内无线网建设\"   # 其余未写",
    good: "[plan.profile]\nkey_people = \"六人，采购中心主任持消极态度\"\nlatest_moves = \"采购权上收\"\nposition = \"省内份额第一\"\n# market、strategy、trends、strengths、weaknesses、opportunities、threats、needs",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for doc in scene.plans() {
        let Some(Section::Table(table)) = doc.record.plan.get().and_then(|plan| plan.profile.get()) else { continue };
        super::sub_headings(scene, &doc.info, ("profile", words("客户概况", "profile")), table);
    }
}
