//! F2-05: the career is in the order of time, and not in the future.

use chrono::Datelike;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::kind::{Text, TextOrList};
use crate::form::person::CareerStep;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::source::Span;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F2-05",
    title: words("工作经历按时间先后，不在将来", "the career is in the order of time and not in the future"),
    sources: &[source(Seed::S000, "附表2")],
    quote: "工作经历",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Person],
    uses: &[],
    yields_to: &[],
    anchor: words("该段经历的「起」或「止」", "`from` or `to` of the step"),
    meaning: words(
        "只判断写成列表的工作经历：每段的「止」不早于「起」，「起」不早于上一段的「起」，都不晚于当天。年份或年月照写（2016、2016-05、2016年5月），「至今」和读不出年份的不判断。",
        "Judged only where the career is a list: no step ends before it begins, none begins before the one above, none lies in the future. Years or months as people write them (2016, 2016-05, 2016年5月); `to date` and what has no year are passed over.",
    ),
    remedy: words("请核对年份，按时间先后排列，最早的在前", "check the years and put the steps in order, the earliest first"),
    bad: "career = [\n  { from = \"2016\", to = \"2008\", organisation = \"云岭移动网络部\" },\n]",
    good: "career = [\n  { from = \"2008\", to = \"2016\", organisation = \"云岭移动网络部\" },\n  { from = \"2016\", organisation = \"云岭移动\", position = \"副总经理\" },\n]",
    run: Run::Customer(run),
};

/// Year and month of a text; month 0 where only the year is given.
fn year_month(text: &str) -> Option<(i32, u32)> {
    let text = crate::resolve::fold(text);
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year: i32 = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let month = parts.next().and_then(|part| part.parse().ok()).filter(|month| (1..=12).contains(month)).unwrap_or(0);
    (1900..=2200).contains(&year).then_some((year, month))
}

/// Whether `one` is certainly before `other`: by the year alone where a month is not given.
fn before(one: (i32, u32), other: (i32, u32)) -> bool {
    one.0 < other.0 || (one.0 == other.0 && one.1 != 0 && other.1 != 0 && one.1 < other.1)
}

/// What is wrong with a step: where, the field, the two times; none for a time in the future.
struct Fault {
    span: Span,
    field: &'static str,
    written: String,
    than: Option<String>,
}

fn fault(step: &CareerStep, last: Option<&CareerStep>, today: (i32, u32)) -> Option<Fault> {
    let read = |text: Option<&Text>| text.and_then(|text| Some((text.as_str().to_owned(), year_month(text)?)));
    let (from, to) = (read(step.from.get()), read(step.to.get()));
    for (field, span, time) in [("career.from", step.from.span, &from), ("career.to", step.to.span, &to)] {
        if let Some((text, _)) = time.as_ref().filter(|(_, time)| before(today, *time)) {
            return Some(Fault { span, field, written: text.clone(), than: None });
        }
    }
    if let (Some((from, begin)), Some((to, end))) = (&from, &to)
        && before(*end, *begin)
    {
        return Some(Fault { span: step.to.span, field: "career.to", written: to.clone(), than: Some(from.clone()) });
    }
    let (last, begin) = (read(last?.from.get())?, from?);
    before(begin.1, last.1).then_some(Fault { span: step.from.span, field: "career.from", written: begin.0, than: Some(last.0) })
}

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(today) = scene.today else { return };
    let lang = scene.lang();
    for sheet in &folder.sheets {
        let Some(TextOrList::List(steps)) = sheet.record.career.get() else { continue };
        let mut last: Option<&CareerStep> = None;
        for step in steps {
            let found = fault(&step.value, last, (today.year(), today.month()));
            last = Some(&step.value);
            let Some(Fault { span, field, written, than }) = found else { continue };
            let name = scene.person_name(&sheet.stem);
            let message = match than {
                None => say!(lang, "{name}的工作经历写到将来：{written}", "the career of {name} has a time in the future: {written}"),
                Some(from) if field == "career.to" => say!(
                    lang,
                    "{name}的一段工作经历止于 {written}，早于其起始 {from}",
                    "a step in the career of {name} ends in {written}, before it begins in {from}"
                ),
                Some(above) => say!(
                    lang,
                    "{name}的工作经历没有按时间先后：{written} 排在 {above} 之后",
                    "the career of {name} is not in the order of time: {written} stands after {above}"
                ),
            };
            scene.find(&sheet.info, span, field, message).about(&sheet.stem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_people_write_them() {
        assert_eq!(year_month("2016"), Some((2016, 0)));
        assert_eq!(year_month("2016年5月"), Some((2016, 5)));
        assert_eq!(year_month("２０１６－０５"), Some((2016, 5)));
        assert_eq!(year_month("至今"), None);
        assert!(!before((2016, 0), (2016, 5)));
        assert!(before((2016, 4), (2016, 5)));
    }
}
