//! RCP-01: a visit by the customer is prepared as the table says.

use crate::analysis::reception;
use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::Record;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "RCP-01",
    title: words("客户来访按接待标准安排", "a visit by the customer is prepared as the standard says"),
    sources: &[source(Seed::S003, "第十条（三）")],
    quote: "招待方案由销售部拟订,报公司领导审批",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Reception],
    yields_to: &[],
    anchor: words("来访接待记录的第一行", "the first line of the reception's document"),
    meaning: words(
        "来访接待按客户层级和来访者级别填写：任何来访都有「方案拟订人」；VIP客户董事长/总经理来访还有接站、会议主持、宴请主人；VIP客户部门经理来访还有车辆、会议主持、宴请主人；重点客户董事长/总经理来访还有接站、车辆、会议主持、宴请主人。不需要的写「无」。住宿按客户需要，不要求填写。审批见 RCP-02，欢迎标语见 RCP-03；一般客户、储备客户没有标准。",
        "A reception is filled in by the customer's tier and the visitor's rank: `plan_by` always; for the chairman or general manager of a VIP customer also pick-up, chair of the meeting and host of the banquet; for a department manager of a VIP customer vehicles, chair and host; for the chairman or general manager of a key customer pick-up, vehicles, chair and host. Write “none” where it was not wanted. Lodging is as the customer wishes. Approval is RCP-02's, the welcome sign RCP-03's; general and reserve customers have no standard.",
    ),
    remedy: words(
        "请按标准安排，补填缺少的项目，不需要的写「无」",
        "arrange it as the standard says and fill in what is missing; write “none” where it was not wanted",
    ),
    bad: "date = 2026-06-18\nvisitor_rank = \"top\"",
    good: "date = 2026-06-18\nvisitor_rank = \"top\"\nplan_by = \"wu-fang\"\napproved_by = \"gao-zhenyu\"\npickup_by = \"吴芳\"\nmeeting_chair = \"高振宇\"\nbanquet_host = \"高振宇\"",
    run: Run::Customer(run),
};

/// What other rules see to: the approval (RCP-02) and the welcome sign (RCP-03).
const OF_OTHERS: [&str; 2] = ["approved_by", "welcome_sign"];

fn run(scene: &mut Scene<'_>) {
    let lang = scene.lang();
    for visit in super::visits(scene) {
        let Some(standard) = reception::standard(visit.tier, visit.rank) else { continue };
        let asked = |key: &str| !OF_OTHERS.contains(&key) && standard.required().any(|one| one == key);
        let missing: Vec<_> = visit.doc.record.blanks().into_iter().filter(|spec| asked(spec.key)).collect();
        let Some(first) = missing.first() else { continue };
        let (called, list) = (super::called(scene, &visit), lang.join(missing.iter().map(|spec| spec.label(lang))));
        let message = say!(lang, "{called}，没有填写：{list}", "{called}: not filled in: {list}");
        scene.find(&visit.doc.info, visit.doc.record.head, first.key, message);
    }
}
