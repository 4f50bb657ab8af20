//! ARC-03: the archive is filed with the administrator, in two copies.

use chrono::TimeDelta;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, periods, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ARC-03",
    title: words("档案两份交信息管理员存档", "two copies of the archive are filed with the administrator"),
    sources: &[source(Seed::S000, "第十二条 2")],
    quote: "两份交市场部信息管理员存档",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "copies",
            default: Default::Int(2),
            strict: Strict::High,
            unit: words("份", "copies"),
            what: words("至少存档几份", "least number of copies filed"),
        },
        Param {
            name: "days",
            default: Default::Int(30),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("建档后几天内存档", "days after `established_on` within which it is filed"),
        },
    ],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words(
        "「归档」的份数或接收人；没有归档时为该表的第一行",
        "`copies` or `received_by` of `filed`; where it is missing the form's first line",
    ),
    meaning: words(
        "建档（制度生效在后的，从生效之日算起）满 30 天后，「归档」仍没有填写；或份数少于 2；或接收人的岗位既不是市场部信息管理员，也不是客户档案管理主管。晚归档不算。",
        "More than 30 days after `established_on` (or after the regulation took effect, where that is later) `filed` is not filled in; or there are fewer than 2 copies; or who received them is neither an information administrator nor an archive keeper. Filing late is no fault.",
    ),
    remedy: words("请把两份档案交市场部信息管理员，并填写「归档」", "hand two copies to the information administrator and fill in `filed`"),
    bad: "[filed]\ndate = 2026-06-30\nreceived_by = \"zhou-lan\"   # 客户经理\ncopies = 1",
    good: "[filed]\ndate = 2026-06-30\nreceived_by = \"he-xin\"     # 市场部信息管理员\ncopies = 2",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let record = &doc.record;
    let lang = scene.lang();
    // A day to come has not been: as if nothing was filed.
    let filed = record.filed.get().filter(|filed| filed.date.value().is_none_or(|date| date <= today));
    let Some(filed) = filed else {
        let Some(established) = record.established_on.value().filter(|_| !record.filed.is_bad() && doc.whole) else { return };
        let from = periods::runs_from(established, scene.world);
        let days = (today - from).num_days();
        let limit = scene.param("days");
        if today <= from + TimeDelta::days(limit) {
            return;
        }
        let message = say!(
            lang,
            "建档后 {days} 天仍未归档，期限为 {limit} 天",
            "not filed {days} days after it was established; the limit is {limit} days"
        );
        let copies = scene.param("copies");
        let help = say!(
            lang,
            "请把 {copies} 份交市场部信息管理员，并填写 [filed] 的 date、received_by、copies",
            "hand {copies} copies to the information administrator and fill in date, received_by and copies of [filed]"
        );
        scene.find(&doc.info, record.filed.or(record.head), "filed", message).help(help);
        return;
    };
    let copies = scene.param("copies");
    if let Some(count) = filed.copies.value().filter(|count| count.0 < copies) {
        let count = count.0;
        let message = say!(lang, "归档 {count} 份，应为 {copies} 份", "copies filed: {count}; asked for: {copies}");
        let span = filed.copies.span;
        scene.find(&doc.info, span, "filed.copies", message).fix_value(span, copies.to_string(), Safety::Example);
    }
    let Some(receiver) = filed.received_by.get() else { return };
    // Nobody known of that name: reported where it is read.
    let Some(row) = scene.world.staff.row(&receiver.id) else { return };
    if row.has_role(StaffRole::InfoAdmin) || row.has_role(StaffRole::ArchiveKeeper) || row.role.value().is_none() {
        return;
    }
    let name = scene.staff_name(&receiver.id);
    let role = row.first_role(lang);
    let message = say!(
        lang,
        "归档的接收人{name}是{role}，应是市场部信息管理员或客户档案管理主管",
        "{name}, who received it, is {role}; an information administrator or archive keeper receives it"
    );
    let span = filed.received_by.span;
    let mut keepers = scene
        .world
        .staff
        .rows
        .iter()
        .filter(|row| row.is_active(today) && (row.has_role(StaffRole::InfoAdmin) || row.has_role(StaffRole::ArchiveKeeper)));
    let keeper = keepers.find_map(|row| row.id.get());
    let finding = scene.find(&doc.info, span, "filed.received_by", message);
    if let Some(keeper) = keeper {
        finding.fix_value(span, crate::form::reader::literal(doc.info.syntax, keeper), Safety::Example);
    }
}
