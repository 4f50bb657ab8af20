//! COV-07: nobody of ours has too many counterparts in one plan.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Span;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-07",
    title: words("一位我方人员联系的客户方对象不过多", "nobody of ours has too many counterparts"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "客户方对象4",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_persons",
        default: Default::Int(4),
        strict: Strict::Low,
        unit: words("人", "persons"),
        what: words(
            "一位我方人员在一个客户的接触计划中最多联系几人",
            "how many counterparts one of ours may have in a customer's contact plan",
        ),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &["PLN-02"],
    anchor: words("超出的第一行的「我方联系人员」", "`ours` of the first line beyond the limit"),
    meaning: words(
        "当年接触计划（附表6）中，同一位我方人员联系四位以上不同的客户方对象（附表每人只有四格）；正好四位不算，同一对象的几行算一位。",
        "In the year's contact plan (form 6) one of ours has more than four different counterparts (the form has four slots a person); exactly four is in order, several lines for one counterpart count once.",
    ),
    remedy: words("请把其中一部分联系分给其他同事", "give some of the lines to colleagues"),
    bad: "# 周岚的第五位客户方对象\nours = \"zhou-lan\"",
    good: "ours = \"sun-tao\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    if scene.today.is_none() {
        return;
    }
    let most = usize::try_from(scene.param("max_persons")).unwrap_or_default();
    let lang = scene.lang();
    for plan in scene.plans() {
        if plan.record.contact_lines().count() <= most {
            continue;
        }
        let mut load: BTreeMap<&str, (BTreeSet<&str>, Option<Span>)> = BTreeMap::new();
        for line in plan.record.contact_lines() {
            let (Some(ours), Some(person)) = (line.ours.get(), line.person.get()) else { continue };
            let (persons, beyond) = load.entry(&ours.id).or_default();
            if persons.insert(&person.id) && persons.len() == most + 1 {
                *beyond = Some(line.ours.span);
            }
        }
        for (id, (persons, beyond)) in load {
            let Some(span) = beyond else { continue };
            let (name, count) = (scene.staff_name(id), persons.len());
            let message = say!(
                lang,
                "接触计划中{name}一人联系 {count} 位客户方对象，超过 {most} 位",
                "in the contact plan {name} alone has {count} counterparts; at most {most} are wanted"
            );
            let right = literal(plan.info.syntax, super::colleague(lang));
            scene.find(&plan.info, span, "contact_plan.lines.ours", message).about(id).fix_value(span, right, Safety::Example);
        }
    }
}
