//! GOV-03: account managers are appraised each year. A duty until `appraisals` are kept.

use chrono::{Datelike, NaiveDate};

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::form::staff::{Appraisal, StaffRow};
use crate::model::period::PeriodKind;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, ours, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "GOV-03",
    title: words("客户经理每年考核", "account managers are appraised each year"),
    sources: &[source(Seed::S000, "第五条 6")],
    quote: "制定客户经理业绩评估原则,并负责考核",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("人员名册中这位客户经理的「编号」", "the account manager's `id` in the staff register"),
    meaning: words(
        "人员名册中已有人填写「考核记录」时，每位在岗的客户经理对上一年都有一条：期间写着该年，没有写年份的看考核日期。上一年中途到岗的不判断。一条考核记录也没有的，由市场部部长自行掌握，不产生检查结果。",
        "Once anybody in the staff register has `appraisals`, every active account manager has one for the last year: its `period` names that year, or, naming none, its `date` lies in it. Whoever came in the course of the year is not judged. Where there is no appraisal at all it is the marketing director's duty and gives no finding.",
    ),
    remedy: words("请完成考核，并填写「考核记录」", "carry out the appraisal and enter it in `appraisals`"),
    bad: "# 2026-07-08：其他客户经理有 2025 年的考核记录，陈立没有\nid = \"chen-li\"",
    good: "id = \"chen-li\"\nappraisals = [{ period = \"2025\", by = \"wu-fang\", date = 2026-01-20, result = \"良好\" }]",
    run: Run::Archive(run),
};

fn appraisals(row: &StaffRow) -> impl Iterator<Item = &Appraisal> {
    row.appraisals.get().into_iter().flat_map(|list| list.iter()).map(|item| &item.0)
}

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    if !world.staff.rows.iter().any(|row| appraisals(row).next().is_some()) {
        return;
    }
    for (id, row) in ours::with_role(world, StaffRole::AccountManager, today) {
        let Some(year) = scene.complete(PeriodKind::Year, row.active_from.value()) else { continue };
        let number = year.first_day().year();
        if row.appraisals.is_bad() || row.active_from.is_bad() || appraisals(row).any(|one| is_about(one, number, today)) {
            continue;
        }
        let Some((info, span)) = scene.staff_place(id) else { continue };
        let lang = scene.lang();
        let name = ours::name(world, id);
        let message = say!(lang, "{name}没有 {number} 年的考核记录", "there is no appraisal of {name} for {number}");
        scene.find(&info, span, "staff.appraisals", message).about(id);
    }
}

/// Whether an appraisal that has taken place is about this year.
fn is_about(one: &Appraisal, year: i32, today: NaiveDate) -> bool {
    if !ours::is_done(today, one.date.value()) {
        return false;
    }
    let period = one.period.get().map_or("", |text| text.as_str());
    let digits = period.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4).filter_map(|part| part.parse::<i32>().ok());
    let years: Vec<i32> = digits.filter(|year| (1900..3000).contains(year)).collect();
    if years.is_empty() { one.date.value().is_none_or(|date| date.year() == year) } else { years.contains(&year) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Field;
    use crate::form::field::State;
    use crate::source::Span;

    #[test]
    fn the_period_names_the_year_or_the_date_does() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let at = Span::default();
        let dated = |date: &str| Appraisal { date: Field::found(Some(day(date)), at, at, State::Good), ..Appraisal::default() };
        let today = day("2026-07-08");
        assert!(is_about(&dated("2025-07-01"), 2025, today) && !is_about(&dated("2026-01-20"), 2025, today));
        assert!(!is_about(&dated("2026-07-09"), 2026, today) && is_about(&Appraisal::default(), 2025, today));
    }
}
