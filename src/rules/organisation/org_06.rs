//! ORG-06: each account manager was trained in the last year, where training is recorded.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::form::staff::StaffRow;
use crate::model::period::PeriodKind;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ORG-06",
    title: words("每名客户经理每年有培训记录", "each account manager has a training record every year"),
    sources: &[source(Seed::S000, "第五条 5")],
    quote: "客户经理可以得到合适旳培训",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("人员名册中该客户经理的「编号」", "the account manager's `id` in the staff register"),
    meaning: words(
        "人员名册记了「培训记录」的单位，每名在岗的客户经理在上一完整年度至少有一条；年内才到岗的不追究。名册里谁都没有培训记录的，由部门自查，不判断。",
        "Where the staff register keeps `training`, each active account manager has an entry in the last complete year; not who came during that year. Where nobody has one it stays with the department, and nothing is judged.",
    ),
    remedy: words("请安排培训，并在人员名册中补记「培训记录」", "arrange training and record it in `training` of the staff register"),
    bad: "name = \"陈立\"\nrole = \"account_manager\"\ntraining = []   # 2025 年没有",
    good: "name = \"陈立\"\nrole = \"account_manager\"\ntraining = [{ date = 2025-09-12, subject = \"投标文件编制\", hours = 8 }]",
    run: Run::Archive(run),
};

fn trainings(row: &StaffRow) -> impl Iterator<Item = chrono::NaiveDate> {
    row.training.get().into_iter().flat_map(|list| list.iter()).filter_map(|one| one.date.value())
}

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let staff = &scene.world.staff;
    if !staff.rows.iter().any(|row| trainings(row).next().is_some()) {
        return;
    }
    for row in staff.rows.iter().filter(|row| row.has_role(StaffRole::AccountManager) && row.is_active(today)) {
        let Some(year) = scene.complete(PeriodKind::Year, row.active_from.value()) else { continue };
        if row.training.is_bad() || trainings(row).any(|day| year.contains(day)) {
            continue;
        }
        let Some(id) = row.id.get() else { continue };
        let Some((info, span)) = scene.staff_place(id) else { continue };
        let lang = scene.lang();
        let name = row.name.get().map_or(id.as_str(), |name| name.as_str());
        let label = year.label(lang);
        let message = say!(lang, "客户经理{name}{label}没有培训记录", "the account manager {name} has no training record in {label}");
        let day = year.last_day();
        let help = say!(
            lang,
            "请安排培训并补记，如 training = [{{ date = {day}, subject = \"…\" }}]",
            "arrange training and record it, as training = [{{ date = {day}, subject = \"…\" }}]"
        );
        scene.find(&info, span, "training", message).about(id).help(help);
    }
}
