//! F3-09: a relation called positive shows in contacts.

use crate::analysis::contacts::Contacts;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::RelationshipStatus;
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-09",
    title: words("关系积极的人近期有接触", "a positive relation shows in recent contacts"),
    sources: &[source(Seed::S000, "附表3 说明5")],
    quote: "与她们有着良好旳关系",
    level: Levels::Fixed(Level::Warning),
    lesser: Some(Level::Info),
    when: When::Audit,
    params: &[Param {
        name: "max_days",
        default: Default::Int(180),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("关系积极的人最近一次接触距今最多几天", "how long ago the last contact with a positive relation may lie"),
    }],
    needs: &[DocKind::KeyPeople],
    uses: &[DocKind::ContactReport],
    yields_to: &[],
    anchor: words(
        "关键人物表的「关系状况」；全部积极而没有接触时另指向「关键人物」",
        "`status` of the person; all positive without any contact: `people` besides",
    ),
    meaning: words(
        "关系状况为「积极的」的人，最近一份接触情况报告（任何方式）距当天超过 180 天，或者从来没有。全部关键人物（两人以上）都为积极而没有一人有这样的接触时，另给一条提示：评估可能只是客气。",
        "Somebody whose status is `positive` has no contact report (of any kind) within the last 180 days, or none at all. Where all key people (two or more) are positive and none has such a contact, one more hint: the assessments may be mere courtesy.",
    ),
    remedy: words(
        "请补写接触情况报告，或安排接触；关系已变淡的，重新评估「关系状况」",
        "file the missing report or arrange a contact; if the relation has cooled, assess `status` afresh",
    ),
    bad: "status = \"positive\"   # 最近一份接触情况报告在 180 天以前",
    good: "status = \"positive\"   # 上月有接触情况报告",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day)) = (scene.people_doc(), scene.today) else { return };
    let (lang, most) = (scene.lang(), scene.param("max_days"));
    let contacts = Contacts::of(scene.customer, Some(day));
    let (mut persons, mut without) = (0, 0);
    for row in scene.each_person() {
        persons += 1;
        if row.status.value() != Some(RelationshipStatus::Positive) || row.key().is_empty() {
            continue;
        }
        let last = contacts.last_with(row.key());
        let age = last.map(|last| (day - last).num_days());
        if age.is_some_and(|age| age <= most) {
            continue;
        }
        without += 1;
        let name = row.called();
        let message = match (last, age) {
            (Some(last), Some(age)) => say!(
                lang,
                "{name}的「关系状况」为「积极的」，但最近一次接触在 {last}，距今 {age} 天，超过 {most} 天",
                "the status of {name} is `positive`, but the last contact was on {last}, {age} days ago; at most {most} days are allowed"
            ),
            _ => say!(
                lang,
                "{name}的「关系状况」为「积极的」，但没有任何接触情况报告",
                "the status of {name} is `positive`, but there is no contact report at all"
            ),
        };
        let right = literal(doc.syntax, RelationshipStatus::Neutral.key());
        scene.find(&doc, row.status.span, "people.status", message).about(row.key()).fix_value(row.status.span, right, Safety::Example);
    }
    if persons < 2 || without < persons {
        return;
    }
    let message = say!(
        lang,
        "全部 {persons} 位关键人物的「关系状况」都为「积极的」，却没有一人在 {most} 天内有接触情况报告",
        "all {persons} key people are `positive`, yet none has a contact report within {most} days"
    );
    let help = say!(
        lang,
        "请逐人核对四类关系的含义，按实际重新评估：积极的指非常熟悉并且关系良好",
        "assess each person by what the four statuses mean: positive is to know them very well and be on good terms"
    );
    let span = scene.people_span();
    scene.lesser(&doc, span, "people", message).help(help);
}
