//! What the callbacks brought, and what is to be done better: as it was handed in, else as the archive knows it.

use std::collections::BTreeMap;

use crate::analysis::contacts::{Contact, Contacts};
use crate::archive::CustomerFolder;
use crate::form::Field;
use crate::form::kind::Text;
use crate::form::registers::Submission;
use crate::render::table::{Cell, Column, Table};
use crate::report::numbered::{Ask, common, figures};
use crate::report::sheet::{Block, Sheet};
use crate::rules::service::Case;
use crate::say;
use crate::words::{Lang, shell_word, words};

use super::MOST;
use super::cadence::Duty;

/// 二、成效
pub(super) fn achievements(sheet: &mut Sheet, handed: &[&Submission], ask: &Ask<'_>) {
    let lang = ask.lang();
    if !ask.machine {
        sheet.heading(words("二、成效", "2 Achievements").get(lang));
        let written = written(handed, |row| [&row.summary, &row.achievements]);
        let known = known(ask);
        sheet.blocks.extend((!written.is_empty()).then(|| Block::Text(written.join("\n"))));
        sheet.push(Block::Items(known));
    }
    let contents = contents(ask);
    figures::put(sheet, ask, words("回访内容", "What was said").get(lang), contents, None);
}

/// 四、改进与建议
pub(super) fn improvements(sheet: &mut Sheet, handed: &[&Submission], duties: &[Duty<'_>], ask: &Ask<'_>) {
    if ask.machine {
        return;
    }
    let lang = ask.lang();
    let written = written(handed, |row| [&row.improvements]);
    let proposals = proposals(duties, ask);
    if written.is_empty() && proposals.is_empty() {
        return;
    }
    sheet.heading(words("四、改进与建议", "4 Improvements and suggestions").get(lang));
    sheet.blocks.extend((!written.is_empty()).then(|| Block::Text(written.join("\n"))));
    if !proposals.is_empty() {
        sheet.push(Block::Items(proposals));
    }
}

/// The texts of the register, each once.
fn written<const N: usize>(handed: &[&Submission], of: impl Fn(&Submission) -> [&Field<Text>; N]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for row in handed {
        for text in of(row).into_iter().filter_map(|field| field.get()).map(|text| text.as_str().trim().to_owned()) {
            if !text.is_empty() && !out.contains(&text) {
                out.push(text);
            }
        }
    }
    out
}

/// The contacts of the period.
fn met<'a>(folder: &'a CustomerFolder, ask: &Ask<'a>) -> impl Iterator<Item = Contact<'a>> + use<'a> {
    Contacts::of(folder, Some(ask.day)).whole().within(ask.period)
}

/// What the archive knows of the period, in figures.
pub(super) fn known(ask: &Ask<'_>) -> Vec<String> {
    let (lang, world) = (ask.lang(), &ask.loaded.world);
    let (mut customers, mut reached, mut contacts, mut opinions) = (0, 0, 0, 0);
    let (mut settled, mut passed_on, mut kept) = (0, 0, 0);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let in_period = |day: Option<chrono::NaiveDate>| day.is_some_and(|day| day <= ask.day && ask.period.contains(day));
    for folder in ask.customers() {
        let before = contacts;
        for contact in met(folder, ask) {
            contacts += 1;
            let kind = contact.kind().map_or(words("未写明方式", "kind not given").get(lang), |kind| kind.label(lang));
            *kinds.entry(kind).or_default() += 1;
            opinions += usize::from(!contact.doc.record.customer_opinion.is_blank());
        }
        customers += 1;
        reached += usize::from(contacts > before);
        let closed = folder.complaints.iter().filter(|doc| doc.whole).filter_map(|doc| Case::of(doc, world));
        settled += closed.filter(|case| in_period(case.settled_by(world, Some(ask.day)).map(|at| at.date()))).count();
        for record in folder.feedback.iter().filter(|doc| doc.whole).map(|doc| &doc.record) {
            passed_on += usize::from(in_period(record.forwarded_on.value()));
            kept += usize::from(!record.commitment.is_blank() && in_period(record.closed_on.value()));
        }
    }
    let by_kind = lang.join(kinds.iter().map(|(kind, count)| say!(lang, "{kind} {count} 次", "{kind} {count}")));
    let mut out = vec![if contacts == 0 {
        say!(lang, "期间内没有接触情况报告", "no contact report in the period")
    } else {
        say!(
            lang,
            "接触 {contacts} 次（{by_kind}），{customers} 个客户中的 {reached} 个",
            "contacts: {contacts} ({by_kind}), with {reached} of {customers} customers"
        )
    }];
    let mut count = |number: usize, zh: String, en: String| {
        if number > 0 {
            out.push(if lang == Lang::Zh { zh } else { en });
        }
    };
    count(opinions, format!("记下客户意见 {opinions} 条"), format!("opinions written down: {opinions}"));
    count(passed_on, format!("转告有关单位 {passed_on} 条"), format!("opinions passed on: {passed_on}"));
    count(settled, format!("办结投诉、查询 {settled} 件"), format!("complaints and queries settled: {settled}"));
    count(kept, format!("兑现承诺 {kept} 项"), format!("commitments kept: {kept}"));
    out
}

/// The four contents of the callbacks (S3 第十一条 四), where the reports have them.
fn contents(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("date", words("日期", "date")),
        Column::new("customer", words("客户", "customer")),
        Column::new("ours", words("我方人员", "our people")),
        Column::new("opinions", words("意见", "opinions")),
        Column::new("progress", words("服务进度", "progress")),
        Column::new("publicity", words("宣传", "publicity")),
        Column::new("needs", words("潜在需求", "needs")),
    ]);
    let mut rows = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        for contact in met(folder, ask) {
            let Some(said) = contact.doc.record.callback.get() else { continue };
            let text = |field: &Field<Text>| field.get().map(|text| text.as_str().to_owned()).into();
            let names = &ask.loaded.world.staff.names;
            let ours = contact.doc.record.ours.get().into_iter().flat_map(|ours| ours.iter());
            let ours = ours.map(|one| if ask.machine { one.id.to_string() } else { names.called(&one.id).to_owned() }).collect();
            let texts = [&said.opinions, &said.progress, &said.publicity, &said.needs].map(text);
            let row: Vec<Cell> =
                [contact.day.into(), common::customer_cell(folder, ask), Cell::List(ours)].into_iter().chain(texts).collect();
            rows.push((contact.day, row));
        }
    }
    rows.sort_by_key(|(day, _)| *day);
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    table.named("contents")
}

/// What each customer still misses, those with most of it first: id and name, how many, which, whether on site.
fn missed<'a>(duties: &'a [Duty<'a>], lang: Lang) -> Vec<(&'a CustomerFolder, usize, Vec<&'a str>, bool)> {
    let mut by_customer: BTreeMap<&str, (&CustomerFolder, usize, Vec<&str>, bool)> = BTreeMap::new();
    for duty in duties.iter().filter(|duty| duty.missing > 0 && !duty.is_by_choice()) {
        let entry = by_customer.entry(&duty.folder.id).or_insert((duty.folder, 0, Vec::new(), false));
        entry.1 += duty.missing;
        entry.2.push(duty.callback.what.get(lang));
        entry.3 |= duty.callback.what.zh.contains("现场");
    }
    let mut all: Vec<_> = by_customer.into_values().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
    all
}

/// The same in a line each.
pub(super) fn lacking(duties: &[Duty<'_>], lang: Lang) -> Vec<String> {
    let line = |(folder, missing, what, _): (&CustomerFolder, usize, Vec<&str>, bool)| {
        let (name, what) = (folder.called(), lang.join(&what));
        say!(lang, "{name}：补上 {missing} 次（{what}）", "{name}: {missing} to make up for ({what})")
    };
    missed(duties, lang).into_iter().map(line).collect()
}

/// What to do about what is missing, the customers with most of it first.
fn proposals(duties: &[Duty<'_>], ask: &Ask<'_>) -> Vec<String> {
    let lang = ask.lang();
    let all = missed(duties, lang);
    let count = all.len();
    let line = |(folder, missing, what, onsite): &(&CustomerFolder, usize, Vec<&str>, bool)| {
        let (name, id, what) = (folder.called(), shell_word(&folder.id), lang.join(what));
        let kind = if *onsite { "onsite" } else { "meeting" };
        say!(
            lang,
            "{name}：补上 {missing} 次（{what}），去过的补写报告：`kehu log {id} --kind {kind} --purpose callback --summary 情况`",
            "{name}: {missing} to make up for ({what}); where somebody went, write the report: `kehu log {id} --kind {kind} --purpose callback --summary TEXT`"
        )
    };
    let mut out: Vec<String> = all.iter().take(MOST).map(line).collect();
    if count > MOST {
        let more = count - MOST;
        out.push(say!(lang, "还有 {more} 个客户，见「没有完成的」", "{more} more customers, see `Not fulfilled`"));
    }
    out
}
