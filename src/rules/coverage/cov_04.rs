//! COV-04: too many relations hang on the account manager alone.

use crate::analysis::coverage;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal_list;
use crate::model::percent::Percent;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-04",
    title: words("客户经理独自掌握的关系不过多", "not too many relations hang on the account manager alone"),
    sources: &[source(Seed::S000, "附表4 填表目的")],
    quote: "也是危险旳",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_share",
        default: Default::Int(50),
        strict: Strict::Low,
        unit: words("%", "%"),
        what: words("只由客户经理联系的关键人物最多占多少", "the greatest share of relations that the account manager may hold alone"),
    }],
    needs: &[DocKind::Customer, DocKind::KeyPeople],
    uses: &[],
    yields_to: &["COV-03"],
    anchor: words("关键人物表中第一个只有客户经理的「与我方的关系」", "the first `ours` that names the account manager alone"),
    meaning: words(
        "在关系状况不是「尚未建立关系」且填了我方人员的关键人物中，我方人员只有客户经理一人的超过 50%。全部都是的由 COV-03 报告。",
        "Among the people whose status is not `none` and whose `ours` is filled in, more than 50 % have exactly the account manager. If all have, COV-03 says so.",
    ),
    remedy: words(
        "请安排其他同事与其中几位建立关系，并填入「与我方的关系」",
        "let colleagues build relations with some of them and add the names to `ours`",
    ),
    bad: "# 5 位中 3 位只由客户经理联系\nours = [\"zhou-lan\"]",
    good: "ours = [\"zhou-lan\", \"sun-tao\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(manager), Some(doc)) = (scene.account_manager(), scene.people_doc()) else { return };
    let share = coverage::concentration(scene.each_person(), manager);
    let most = scene.param("max_share");
    let Some(percent) = share.percent().filter(|percent| *percent > Percent::from_int(most)) else { return };
    let mut alone = scene.each_person().filter(|row| coverage::is_established(row) && coverage::sole_holder(row) == Some(manager));
    let Some(first) = alone.next() else { return };
    let lang = scene.lang();
    let (name, sole, held, percent) = (scene.staff_name(manager), share.sole, share.held, percent.rounded(0));
    let message = say!(
        lang,
        "{held} 位已建立关系的关键人物中，{sole} 位（{percent}%）只由客户经理{name}一人联系，超过 {most}%",
        "of {held} key people with a relation, {sole} ({percent} %) are known to the account manager {name} alone; at most {most} % are allowed"
    );
    let right = literal_list(doc.syntax, [manager, super::colleague(lang)]);
    scene.find(&doc, first.ours.span, "people.ours", message).fix_value(first.ours.span, right, Safety::Example);
}
