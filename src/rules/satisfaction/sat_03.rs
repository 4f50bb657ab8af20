//! SAT-03: satisfaction does not drop.

use rust_decimal::Decimal;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SAT-03",
    title: words("满意度没有比上次明显下降", "satisfaction has not dropped since the last survey"),
    sources: &[source(Seed::S004, "大客户经理的责任和评估标准")],
    quote: "客户满意度和忠诚度",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "drop",
        default: Default::Int(5),
        strict: Strict::Low,
        unit: words("分", "points"),
        what: words("比上次下降几分起指出", "from how many points on a drop is reported"),
    }],
    needs: &[DocKind::Survey],
    uses: &[],
    yields_to: &[],
    anchor: words("最近一次调查的「得分」", "`score` of the newest survey"),
    meaning: words(
        "最近一次满意度调查的得分比前一次低 5 分或更多。",
        "The newest survey scored at least 5 points less than the one before it.",
    ),
    remedy: words("请查明原因，与客户沟通改进", "find out why, and talk to the customer about what to improve"),
    bad: "# 2026-02-06 得分 88，2026-06-20 得分 81\nscore = 81",
    good: "# 2026-02-06 得分 88，2026-06-20 得分 86\nscore = 86",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let surveys = super::surveys(scene);
    let [.., (before, earlier), (day, doc)] = surveys.as_slice() else { return };
    let (Some(was), Some(is)) = (earlier.record.score.value(), doc.record.score.value()) else { return };
    let drop = was.0 - is.0;
    if drop < Decimal::from(scene.param("drop")) {
        return;
    }
    let (was, is, drop) = (was.0.normalize(), is.0.normalize(), drop.normalize());
    let message = say!(
        scene.lang(),
        "{day} 的满意度得分 {is}，比 {before} 的 {was} 下降 {drop} 分",
        "the survey of {day} scored {is}, {drop} points less than the {was} of {before}"
    );
    scene.find(&doc.info, doc.record.score.span, "score", message);
}
