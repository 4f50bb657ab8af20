//! F2-03: a birth date is a real one.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::kind::Birth;
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F2-03",
    title: words("出生日期真实，年龄合理", "a birth date is real and the age plausible"),
    sources: &[source(Seed::S000, "附表2")],
    quote: "出生日期",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "age_min",
            default: Default::Int(18),
            strict: Strict::High,
            unit: words("岁", "years"),
            what: words("最小年龄", "least age"),
        },
        Param {
            name: "age_max",
            default: Default::Int(100),
            strict: Strict::Low,
            unit: words("岁", "years"),
            what: words("最大年龄", "greatest age"),
        },
    ],
    needs: &[DocKind::Person],
    uses: &[],
    yields_to: &[],
    anchor: words("附表2 的「出生日期」", "`birth_date` of the sheet"),
    meaning: words(
        "出生日期写成日期、年份（\"1970\"）或月-日（\"05-18\"），日历上须有这一天，不在将来；到当天的周岁在 age_min 与 age_max 之间（含两端）。只写年份的按年份相减，只写月日的不算年龄。",
        "A birth date is a date, a year (\"1970\") or month and day (\"05-18\"), a day that there is and not in the future; the completed years lie between age_min and age_max, both allowed. A year alone counts by the year, month and day alone have no age.",
    ),
    remedy: words("请核对并改正出生日期，不知道的留空", "check and correct the birth date; leave it empty where unknown"),
    bad: "birth_date = 2070-05-18",
    good: "birth_date = 1970-05-18",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(today) = scene.today else { return };
    let (min, max) = (scene.param("age_min"), scene.param("age_max"));
    for sheet in &folder.sheets {
        let field = &sheet.record.birth_date;
        let Some((birth, age)) = field.value().and_then(|birth| Some((birth, i64::from(birth.age(today)?)))) else { continue };
        if (min..=max).contains(&age) {
            continue;
        }
        let future = match birth {
            Birth::Day(day) => day > today,
            Birth::Year(_) | Birth::MonthDay(..) => age < 0,
        };
        let lang = scene.lang();
        let name = scene.person_name(&sheet.stem);
        let message = if future {
            say!(lang, "{name}的出生日期在将来", "the birth date of {name} is in the future")
        } else {
            say!(
                lang,
                "按出生日期，{name}在 {today} 为 {age} 岁，应在 {min} 至 {max} 岁之间",
                "by the birth date {name} is {age} on {today}; expected are {min} to {max} years"
            )
        };
        let right = literal(sheet.info.syntax, "1970-05-18");
        let right = if matches!(birth, Birth::Day(_)) { "1970-05-18".to_owned() } else { right.replace("-05-18", "") };
        scene.find(&sheet.info, field.span, "birth_date", message).about(&sheet.stem).fix_value(field.span, right, Safety::Example);
    }
}
