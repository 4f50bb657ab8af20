//! COV-03: the account manager holds every established relation alone.

use crate::analysis::coverage;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal_list;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-03",
    title: words("全部关系不由客户经理一人掌握", "not every relation hangs on the account manager alone"),
    sources: &[source(Seed::S000, "附表4 填表目的")],
    quote: "让客户经理一种人掌握控制所有重要旳关系既不也许,也是危险旳",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Audit,
    params: &[Param {
        name: "min_persons",
        default: Default::Int(3),
        strict: Strict::Low,
        unit: words("人", "persons"),
        what: words(
            "已建立关系的人达到几个时为错误，不足时为警告",
            "from how many established relations on it is an error; below it a warning",
        ),
    }],
    needs: &[DocKind::Customer, DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表中第一个只有客户经理的「与我方的关系」", "the first `ours` that names the account manager alone"),
    meaning: words(
        "在关系状况不是「尚未建立」且填了我方人员的关键人物中，每一个的我方人员都只有客户经理一人。",
        "Among the people whose status is not `none` and whose `ours` is filled in, each has exactly the account manager.",
    ),
    remedy: words(
        "请安排另一位同事与其中至少一人建立关系，并填入「与我方的关系」",
        "let another colleague build a relation with at least one of them and add the name to `ours`",
    ),
    bad: "account_manager = \"chen-li\"\n\n[[people]]\nid = \"feng-kai\"\nours = [\"chen-li\"]",
    good: "[[people]]\nid = \"feng-kai\"\nours = [\"chen-li\", \"gao-zhenyu\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(manager), Some(doc)) = (scene.account_manager(), scene.people_doc()) else { return };
    let share = coverage::concentration(scene.each_person(), manager);
    if share.held == 0 || share.sole < share.held {
        return;
    }
    let Some(first) = scene.each_person().find(|row| coverage::is_established(row)) else { return };
    let lang = scene.lang();
    let count = share.held;
    let name = scene.staff_name(manager);
    let message = say!(
        lang,
        "{count} 位已建立关系的关键人物全部只由客户经理{name}一人联系",
        "all {count} key people with a relation are held by the account manager {name} alone"
    );
    let field = &first.ours;
    let right = literal_list(doc.syntax, [manager, super::colleague(lang)]);
    let grave = i64::try_from(count).unwrap_or(i64::MAX) >= scene.param("min_persons");
    let finding = if grave { scene.find(&doc, field.span, "ours", message) } else { scene.lesser(&doc, field.span, "ours", message) };
    finding.fix_value(field.span, right, Safety::Example);
}
