//! SVC-08: satisfaction surveys and customer analyses are kept in the archive.

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, DocKind};
use crate::findings::Level;
use crate::form::choices::{Lifecycle, SubmissionKind};
use crate::model::period::{Period, PeriodKind};
use crate::rules::{ArchiveScene, Levels, Rule, Run, Scene, Seed, When, periods, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "SVC-08",
    title: words("满意度调查、客户分析报告、投诉归入档案", "surveys, customer analyses and complaints are kept in the archive"),
    sources: &[source(Seed::S002, "客户档案")],
    quote: "客户满意度调查、客户分析报告、客户投诉的信息应在客户档案中做相应归档、更新",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Survey, DocKind::Submissions],
    yields_to: &["SAT-01"],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "签约以后的客户，从最近一个完整年度的第一天到当天，surveys/ 中有满意度调查，上报登记中有写明本客户的「客户分析报告」；缺一项一条。有没有投诉没有归档，机器看不出来，由人核对。年度开始时还没有建档、或制度还没有施行的，不判断。",
        "For a customer from stage contracted on there is, since the first day of the newest complete year, a survey in surveys/ and a customer_analysis that names the customer in the submissions register; one finding for each that is missing. Whether a complaint was left out no machine can see. A year that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words(
        "请把调查归入 surveys/，客户分析报告登记到 submissions/（kind = \"customer_analysis\"）",
        "put the survey into surveys/ and enter the analysis in submissions/ (kind = \"customer_analysis\")",
    ),
    bad: "lifecycle = \"developed\"\n# surveys/ 是空的，submissions/ 中没有本客户的分析报告",
    good: "# submissions/2026-03.toml\n[[submissions]]\nkind = \"customer_analysis\"\ncustomer = \"yunling-mobile\"\nsubmitted_on = 2026-03-20",
    run: Run::Both(surveys, analyses),
};

/// The first day from which there must be something; none where the customer is not judged.
fn since(folder: &CustomerFolder, world: &World, today: NaiveDate) -> Option<NaiveDate> {
    let record = &folder.profile.as_ref()?.record;
    record.lifecycle.value().filter(|stage| *stage >= Lifecycle::Contracted)?;
    let year = Period::last_complete(PeriodKind::Year, today);
    periods::counts_of(year, world, record).then(|| year.first_day())
}

fn surveys(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let Some(since) = since(scene.customer, scene.world, today) else { return };
    let counts = |day: Option<NaiveDate>| day.is_none_or(|day| day >= since && day <= today);
    if scene.customer.surveys.iter().any(|survey| counts(survey.record.surveyed_on.value())) {
        return;
    }
    let message = say!(
        scene.lang(),
        "自 {since} 以来，档案中没有本客户的满意度调查",
        "the archive holds no satisfaction survey of this customer since {since}"
    );
    scene.find(&doc.info, doc.record.tier.or(doc.record.head), "tier", message);
}

fn analyses(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let rows = scene.archive.registers.submissions.iter().filter_map(|doc| doc.record.submissions.get()).flat_map(|list| list.iter());
    let rows = rows.filter(|row| row.kind.value() == Some(SubmissionKind::CustomerAnalysis));
    // A row whose day could not be read was reported there and may be the one.
    let filed: Vec<(&str, Option<NaiveDate>)> = rows.filter_map(|row| Some((&*row.customer.get()?.id, row.submitted_on.value()))).collect();
    for folder in &scene.archive.customers {
        let (Some(doc), Some(since)) = (&folder.profile, since(folder, scene.world, today)) else { continue };
        let counts = |day: &Option<NaiveDate>| day.is_none_or(|day| day >= since && day <= today);
        if filed.iter().any(|(customer, day)| **customer == *folder.id && counts(day)) {
            continue;
        }
        let message = say!(
            scene.lang(),
            "自 {since} 以来，上报登记中没有本客户的客户分析报告",
            "the submissions register holds no customer analysis of this customer since {since}"
        );
        scene.find(&doc.info, doc.record.tier.or(doc.record.head), "tier", message);
    }
}
