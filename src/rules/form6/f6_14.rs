//! F6-14: a pair stands in the contact plan once.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::Line;

pub(super) static RULE: Rule = Rule {
    id: "F6-14",
    title: words("同一对人只有一行接触安排", "a pair has one line in the contact plan"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "客户方对象1",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[DocKind::KeyPeople],
    yields_to: &[],
    anchor: words("后一行的「客户方的联系对象」", "`person` of the later line"),
    meaning: words(
        "同一年度的接触计划中，同一位我方人员与同一位客户方对象只有一行。",
        "In a year's contact plan, one of ours and one of theirs share one line only.",
    ),
    remedy: words("请合并为一行，联系次数相加", "merge the lines and add up their `times`"),
    bad: "ours = \"zhou-lan\"\nperson = \"li-guoqiang\"\n# … 后面又有一行\nours = \"zhou-lan\"\nperson = \"li-guoqiang\"",
    good: "ours = \"zhou-lan\"\nperson = \"li-guoqiang\"\n\nours = \"gao-zhenyu\"\nperson = \"li-guoqiang\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let lang = scene.lang();
    let mut seen: Vec<Line<'_>> = Vec::new();
    for line in super::lines(scene) {
        let same = |one: &&Line<'_>| std::ptr::eq(one.doc, line.doc) && one.ours == line.ours && one.person == line.person;
        let Some(first) = seen.iter().find(same) else {
            seen.push(line);
            continue;
        };
        let (ours, person) = (scene.staff_name(line.ours), scene.person_name(line.person));
        let message = say!(lang, "{ours}与{person}的接触安排前面已有一行", "{ours} and {person} already have a line above");
        let total = first.row.times.value().zip(line.row.times.value()).map(|(one, two)| one.0 + two.0);
        let span = line.row.person.span;
        let other = literal(line.doc.info.syntax, &say!(lang, "另一位关键人物", "another-person"));
        let finding = scene.find(&line.doc.info, span, "contact_plan.lines.person", message);
        finding.about(line.person).fix_value(span, other, Safety::Example);
        if let Some(total) = total {
            finding.help(say!(
                lang,
                "请合并为一行，联系次数相加为 {total}；本来是另一位的请改正",
                "merge the two into one with {total} contacts; if another person was meant, correct it"
            ));
        }
    }
}
