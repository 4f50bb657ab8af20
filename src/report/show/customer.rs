//! The page of a customer.

use crate::analysis::revenue::{Figures, Totals};
use crate::form::choices::ActionStatus;
use crate::form::customer::{Competitor, Customer, Site, SiteContact};
use crate::form::insight::Insight;
use crate::form::key_people::{KeyPeople, KeyPersonRow};
use crate::form::plan::{Action, ContactLine, Plan, RevenuePlan};
use crate::form::{Field, Need, Record};
use crate::render::table::{Cell, Table};
use crate::report::paper::overdue;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::say;
use crate::words::words;

use chrono::Datelike;

use super::{OVERDUE, Source, column, drop_empty_columns, head, is_sensitive, label};

/// Who the customer is.
const FACTS: &[&str] = &[
    "category",
    "lifecycle",
    "tier",
    "abc_class",
    "account_manager",
    "region",
    "parent",
    "relationship_level",
    "key_account",
    "credit",
    "credit_rated_on",
    "annual_trade",
    "channel",
    "origin",
    "lost_on",
    "buying_process",
    "needs",
    "cooperation_history",
    "evaluation",
    "social_relations",
    "assessment_result",
];

/// The page.
#[must_use]
pub fn sheet(source: &Source<'_>) -> Sheet {
    let lang = source.lang();
    let profile = source.customer.profile.as_ref().map(|doc| &doc.record);
    let unit = profile.and_then(|record| record.unit_name.get()).map(|name| name.to_string());
    let title = unit.unwrap_or_else(|| source.customer.id.to_string());
    let mut sheet = Sheet::new(title.clone());
    let mut facts = vec![Pair::new(say!(lang, "编号", "Id"), &*source.customer.id)];
    if let Some(short) = profile.and_then(|record| record.short_name.get()).filter(|short| short.as_str() != title) {
        facts.push(Pair::new(label::<Customer>("short_name", lang), short.as_str()));
    }
    if let Some(record) = profile {
        facts.extend(source.pairs(record, FACTS, &is_sensitive));
    }
    sheet.push(Block::Pairs(facts));
    sites(source, profile, &mut sheet);
    people(source, &mut sheet);
    insight(source, &mut sheet);
    plan(source, &mut sheet);
    competitors(profile, source, &mut sheet);
    stamps(source, profile, &mut sheet);
    missing(source, profile, &mut sheet);
    source.left_out(&mut sheet);
    sheet
}

/// A table under its heading, unless it is empty.
fn section(sheet: &mut Sheet, title: String, table: Table) {
    if !table.rows.is_empty() {
        sheet.push(Block::Heading(title));
        sheet.push(Block::Table(table));
    }
}

fn sites(source: &Source<'_>, profile: Option<&Customer>, sheet: &mut Sheet) {
    let mut table = Table::new(vec![
        column("name", words("机构", "Site")),
        column("location", head::<Site>("location")),
        column("person", words("联系人", "Contact")),
        column("mobile", head::<SiteContact>("mobile")),
        column("office", head::<SiteContact>("office")),
        column("home", head::<SiteContact>("home")),
    ]);
    for site in profile.and_then(|record| record.sites.get()).into_iter().flat_map(|list| list.iter()) {
        let mut place = vec![Cell::from(source.value(&site.name)), Cell::from(source.value(&site.location))];
        for contact in site.contacts.get().into_iter().flat_map(|list| list.iter()) {
            let mut row = std::mem::replace(&mut place, vec![Cell::Empty, Cell::Empty]);
            row.push(source.value(&contact.person).into());
            for (key, phone) in [("mobile", &contact.mobile), ("office", &contact.office), ("home", &contact.home)] {
                let restricted = SiteContact::SPEC.find(key).is_some_and(|(_, spec)| spec.sensitive);
                row.push(source.masked(source.value(phone), restricted).into());
            }
            table.rows.push(row);
        }
        if place.iter().any(|cell| *cell != Cell::Empty) {
            table.rows.push(place);
        }
    }
    drop_empty_columns(&mut table);
    section(sheet, say!(source.lang(), "机构和联系人", "Sites and contacts"), table);
}

fn people(source: &Source<'_>, sheet: &mut Sheet) {
    let lang = source.lang();
    let mut table = Table::new(vec![
        column("name", words("姓名", "Name")),
        column("title", head::<KeyPersonRow>("title")),
        column("role", head::<KeyPersonRow>("role")),
        column("status", head::<KeyPersonRow>("status")),
        column("ours", words("我方", "Ours")),
        column("last_contact", words("最近联系", "Last contact")),
        column("days", words("距今天数", "Days ago")),
    ]);
    for row in source.rows() {
        let mut name = row.called().to_owned();
        if !row.is_there(Some(source.today)) {
            name.push_str(&say!(lang, "（已离职）", " (left)"));
        }
        let last = source.contacts().last_with(row.key());
        let days = last.map_or(Cell::Empty, |day| Cell::Int((source.today - day).num_days()));
        let last = last.map_or_else(|| say!(lang, "从未", "never"), |day| day.to_string());
        let cells = [name, source.value(&row.title), source.value(&row.role), source.value(&row.status), source.value(&row.ours), last];
        table.rows.push(cells.into_iter().map(Cell::from).chain([days]).collect());
    }
    section(sheet, say!(lang, "关键人物", "Key people"), table);
}

fn insight(source: &Source<'_>, sheet: &mut Sheet) {
    let topics = source.customer.insight.as_ref().and_then(|doc| doc.record.topics.get());
    let mut pairs = Vec::new();
    for row in topics.into_iter().flat_map(|list| list.iter()) {
        let (known, meant) = (source.value(&row.information), source.value(&row.implication));
        let blank = || say!(source.lang(), "（未填写）", "(not filled in)");
        let known = if known.is_empty() { blank() } else { known };
        let text = if meant.is_empty() { known } else { format!("{known} → {meant}") };
        pairs.push(Pair::new(source.value(&row.topic), text));
    }
    if !pairs.is_empty() {
        sheet.push(Block::Heading(Insight::SPEC.title.get(source.lang()).to_owned()));
        sheet.push(Block::Pairs(pairs));
    }
}

fn plan(source: &Source<'_>, sheet: &mut Sheet) {
    let year = source.today.year();
    let plan = source.customer.plan_of(year);
    let Some(plan) = plan.map(|doc| &doc.record) else { return };
    let lang = source.lang();
    let lines = plan.contact_plan.get().and_then(|plan| plan.lines.get());
    let mut table = Table::new(vec![
        column("ours", words("我方", "Ours")),
        column("person", head::<ContactLine>("person")),
        column("times", words("计划次数", "Planned")),
        column("actual", words("已联系", "Actual")),
        column("next", words("下一次", "Next")),
        column("overdue", OVERDUE),
    ]);
    for line in lines.into_iter().flat_map(|list| list.iter()) {
        let who = [source.value(&line.ours), source.value(&line.person)];
        table.rows.push(who.into_iter().map(Cell::from).chain(source.planned(line)).collect());
    }
    drop_empty_columns(&mut table);
    section(sheet, say!(lang, "{year} 年接触计划", "Contact plan {year}"), table);
    actions(source, plan, sheet);
    if let Some(revenue) = plan.revenue_plan.get() {
        sheet.push(Block::Heading(say!(lang, "{year} 年收益计划", "Revenue plan {year}")));
        sheet.push(Block::Pairs(sums(source, revenue)));
    }
}

fn actions(source: &Source<'_>, plan: &Plan, sheet: &mut Sheet) {
    let lang = source.lang();
    let mut table = Table::new(vec![
        column("what", head::<Action>("what")),
        column("owner", head::<Action>("owner")),
        column("end", head::<Action>("end")),
        column("overdue", OVERDUE),
        column("status", head::<Action>("status")),
    ]);
    let all = plan.action_plan.get().and_then(|plan| plan.actions.get());
    for action in all.into_iter().flat_map(|list| list.iter()) {
        if matches!(action.status.value(), Some(ActionStatus::Done | ActionStatus::Cancelled)) {
            continue;
        }
        let late = overdue(action, source.today).map_or(Cell::Empty, Cell::Int);
        let progress = action.progress.value().map(|progress| format!(" {}%", progress.0)).unwrap_or_default();
        let status = format!("{}{progress}", source.value(&action.status));
        table.rows.push(vec![
            source.value(&action.what).into(),
            source.value(&action.owner).into(),
            action.end.value().into(),
            late,
            status.into(),
        ]);
    }
    drop_empty_columns(&mut table);
    section(sheet, say!(lang, "未完成的行动", "Open actions"), table);
}

/// The sums of 附表7(二).
fn sums(source: &Source<'_>, plan: &RevenuePlan) -> Vec<Pair> {
    let lang = source.lang();
    let lines: Vec<Figures> = plan.projects().map(Figures::of).collect();
    // As on the printed form: only whole lines are added up.
    let total = Totals::of(lines.iter().copied().filter(Figures::is_whole));
    let money = |amount: Option<crate::model::money::Money>| source.text(&amount.map_or(Cell::Empty, Cell::Money));
    let rate = |rate: Option<crate::model::percent::Percent>| rate.map(|rate| format!("{}%", rate.rounded(2)));
    let with = |amount: String, name: String, rate: Option<String>| match rate {
        Some(rate) => say!(lang, "{amount}（{name} {rate}）", "{amount} ({name} {rate})"),
        None => amount,
    };
    let (projects, left_out) = (lines.len(), lines.len() - total.projects);
    let count = match left_out {
        0 => projects.to_string(),
        _ => say!(lang, "{projects}，其中 {left_out} 个没有计入合计", "{projects}, of which {left_out} not in the sums"),
    };
    let expected = with(money(total.expected), say!(lang, "综合获取率", "weighted win rate"), rate(total.win_rate()));
    let profit = with(money(total.profit), say!(lang, "综合利润率", "weighted margin"), rate(total.margin()));
    let mut pairs = vec![
        Pair::new(say!(lang, "项目数", "Projects"), count),
        Pair::new(say!(lang, "合同额", "Contract"), money(total.contract)),
        Pair::new(say!(lang, "实际收入", "Expected revenue"), expected),
        Pair::new(say!(lang, "利润额", "Profit"), profit),
    ];
    if let Some(target) = plan.target.value() {
        pairs.push(Pair::new(label::<RevenuePlan>("target", lang), money(Some(target))));
    }
    pairs
}

fn competitors(profile: Option<&Customer>, source: &Source<'_>, sheet: &mut Sheet) {
    let keys = ["name", "situation", "strengths", "weaknesses", "strategy"];
    let mut table = Table::new(keys.iter().map(|key| column(key, head::<Competitor>(key))).collect());
    for one in profile.and_then(|record| record.competitors.get()).into_iter().flat_map(|list| list.iter()) {
        let fields = [&one.name, &one.situation, &one.strengths, &one.weaknesses, &one.strategy];
        table.rows.push(fields.into_iter().map(|field| Cell::from(source.value(field))).collect());
    }
    drop_empty_columns(&mut table);
    section(sheet, label::<Customer>("competitors", source.lang()).to_owned(), table);
}

fn stamps(source: &Source<'_>, profile: Option<&Customer>, sheet: &mut Sheet) {
    let Some(record) = profile else { return };
    let lang = source.lang();
    let never = || say!(lang, "没有", "none");
    let verified = record.newest_verified(source.today).map_or_else(never, |(day, stamp)| {
        let day = source.since(day);
        let by = source.value(&stamp.by);
        match stamp.checked_by.get() {
            Some(checker) => {
                let checker = source.staff(&checker.id);
                say!(lang, "{day}，{by}，{checker}复核", "{day}, {by}, checked by {checker}")
            }
            None => say!(lang, "{day}，{by}，未复核", "{day}, {by}, not checked"),
        }
    });
    let filed = record.filed.get().map_or_else(never, |filed| {
        let (day, by, copies) = (source.value(&filed.date), source.value(&filed.received_by), source.value(&filed.copies));
        say!(lang, "{day}，{by}接收，{copies} 份", "{day}, received by {by}, {copies} copies")
    });
    let day = |field: &Field<chrono::NaiveDate>| field.value().map_or_else(never, |day| source.since(day));
    let updated = source.world.updated_on(&source.customer.id, record).map_or_else(never, |update| {
        let day = source.since(update.day);
        if update.stamped { day } else { say!(lang, "{day}，据 git", "{day}, by git") }
    });
    sheet.push(Block::Heading(say!(lang, "建档与核定", "Stamps")));
    sheet.push(Block::Pairs(vec![
        Pair::new(label::<Customer>("established_on", lang), day(&record.established_on)),
        Pair::new(label::<Customer>("last_updated", lang), updated),
        Pair::new(label::<Customer>("verified", lang), verified),
        Pair::new(label::<Customer>("filed", lang), filed),
    ]));
}

/// What is not there: documents, sheets, required fields.
fn missing(source: &Source<'_>, profile: Option<&Customer>, sheet: &mut Sheet) {
    let (folder, lang) = (source.customer, source.lang());
    let year = source.today.year();
    let mut items = Vec::new();
    let mut document = |there: bool, kind: crate::archive::DocKind, name: String| {
        if !there && !folder.has_unread(kind) {
            items.push(name);
        }
    };
    use crate::archive::DocKind;
    let title = |title: crate::words::Words| title.get(lang).to_owned();
    document(profile.is_some(), DocKind::Customer, title(Customer::SPEC.title));
    document(folder.key_people.is_some(), DocKind::KeyPeople, title(KeyPeople::SPEC.title));
    document(folder.insight.is_some(), DocKind::Insight, title(Insight::SPEC.title));
    let planned = folder.plan_of(year).is_some();
    document(planned, DocKind::Plan, say!(lang, "{year} 年的客户计划、附表6、附表7", "the plan of {year} with forms 6 and 7"));
    let sheetless = |row: &&KeyPersonRow| {
        row.is_there(Some(source.today)) && folder.sheet(row.key()).is_none() && !folder.sealed.iter().any(|id| **id == *row.key())
    };
    let names: Vec<String> = source.rows().into_iter().filter(sheetless).map(|row| row.called().to_owned()).collect();
    if !names.is_empty() && !folder.has_unread(DocKind::Person) {
        let names = source.list(&names);
        items.push(say!(lang, "附表2：{names}", "form 2 of {names}"));
    }
    if let Some(record) = profile {
        items.extend(blank_fields(record, lang));
    }
    for row in source.rows() {
        let blank = source.list(&blank_fields(row, lang));
        if !blank.is_empty() {
            let name = row.called();
            items.push(say!(lang, "{name}：{blank}", "{name}: {blank}"));
        }
    }
    if !folder.sealed.is_empty() {
        let count = folder.sealed.len();
        items.push(say!(lang, "{count} 份附表2 已加密，没有打开", "{count} encrypted sheets were not opened"));
    }
    if !items.is_empty() {
        sheet.note(say!(lang, "缺少：", "Missing:"), items);
    }
}

/// The labels of required fields that are not filled in.
fn blank_fields<R: Record>(record: &R, lang: crate::words::Lang) -> Vec<String> {
    let mut out = Vec::new();
    record.each(&mut |spec, field| {
        if spec.need == Need::Required && field.blank() {
            out.push(spec.label(lang).to_owned());
        }
    });
    out
}
