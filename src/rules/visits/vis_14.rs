//! VIS-14: the callback evaluation of the quarter is handed in.

use chrono::{NaiveDate, TimeDelta};

use crate::archive::{DocKind, Loaded};
use crate::findings::Level;
use crate::form::choices::SubmissionKind;
use crate::form::registers::Submission;
use crate::model::period::{Month, Period, PeriodKind};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "VIS-14",
    title: words("每季度交回访评估报告", "the callback evaluation is handed in each quarter"),
    sources: &[source(Seed::S003, "第十一条（五）")],
    quote: "业务部每季度依据跟回访结果、成效评估",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "days",
        default: Default::Int(15),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("季度结束后第几天起判断", "from which day after the quarter it is judged"),
    }],
    needs: &[DocKind::Submissions],
    uses: &[],
    yields_to: &[],
    anchor: words("kehu.toml 的 [regulation]", "`[regulation]` of kehu.toml"),
    meaning: words(
        "从季度结束后第 15 天起，上报登记中要有这一季度的「回访评估报告」：季度结束后上报的，或登记在该季度最后一个月的。报告分四部分：按年度方案的落实情况、主要成绩、没有解决的问题、需改进之处和建议。季度开始时档案里还没有客户、或制度还没有施行的，不判断。",
        "From the 15th day after the quarter the submissions register holds its callback evaluation: one handed in after the quarter's end, or entered under its last month. The report has four parts: what was done of the year's plan, results, what is unsolved, improvements and suggestions. A quarter that began before the first customer's archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words(
        "请撰写回访评估报告，并在 submissions/ 登记一条 kind = \"callback_evaluation\"",
        "write the evaluation and enter it in submissions/ with kind = \"callback_evaluation\"",
    ),
    bad: "# 7 月 15 日以后，submissions/ 中没有二季度的 callback_evaluation",
    good: "# submissions/2026-07.toml\n[[submissions]]\nkind = \"callback_evaluation\"\nby = \"wu-fang\"\nsubmitted_on = 2026-07-10",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let (Some(today), Some(quarter)) = (scene.today, scene.complete(PeriodKind::Quarter, None)) else { return };
    let days = scene.param("days");
    if (today - quarter.last_day()).num_days() < days
        || !had_customers(scene.archive, quarter)
        || is_handed_in(scene.archive, quarter, today)
    {
        return;
    }
    let Some((info, span)) = scene.regulation() else { return };
    let lang = scene.lang();
    let due = quarter.last_day() + TimeDelta::days(days);
    let period = quarter.label(lang);
    let message = say!(
        lang,
        "{period}的回访评估报告没有上报，{due} 前应已完成",
        "the callback evaluation of {period} is not handed in; it was due before {due}"
    );
    scene.find(&info, span, "regulation", message);
}

/// Whether there was anybody to call back when the quarter began.
pub(crate) fn had_customers(archive: &Loaded, quarter: Period) -> bool {
    let since = |doc: &crate::archive::Doc<crate::form::customer::Customer>| doc.record.established_on.value();
    archive.customers.iter().filter_map(|folder| folder.profile.as_ref()).filter_map(since).any(|day| day <= quarter.first_day())
}

/// Whether the register holds the evaluation. A row whose day could not be read was reported there.
pub(crate) fn is_handed_in(archive: &Loaded, quarter: Period, today: NaiveDate) -> bool {
    handed_in(archive, quarter, today).next().is_some()
}

/// The rows of the register that are the evaluation of a quarter.
pub(crate) fn handed_in(archive: &Loaded, quarter: Period, today: NaiveDate) -> impl Iterator<Item = &Submission> {
    archive.registers.submissions.iter().flat_map(move |doc| {
        let month = Month::parse(&doc.stem).map(Period::from);
        // What stands in the file of an earlier quarter is that quarter's, however late.
        let is_earlier = month.is_some_and(|month| month.last_day() < quarter.first_day());
        let of_last_month = month.is_some_and(|month| month.last_day() == quarter.last_day());
        let rows = doc.record.submissions.get().into_iter().flat_map(|list| list.iter()).filter(move |_| !is_earlier);
        let fits = move |row: &&Submission| match row.submitted_on.value() {
            Some(day) => day <= today && (of_last_month || day > quarter.last_day()),
            None => row.submitted_on.is_bad(),
        };
        rows.map(|row| &row.0).filter(|row| row.kind.value() == Some(SubmissionKind::CallbackEvaluation)).filter(fits)
    })
}
