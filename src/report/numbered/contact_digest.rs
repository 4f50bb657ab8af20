//! R-06 接触情况报告摘编: by customer: each contact of the month with date, kind, people of both sides, summary, opinion, promises, what
//! follows, next date, reported in time or not.

use chrono::{Days, NaiveDate};

use crate::analysis::contacts::{Contact, Contacts};
use crate::archive::{CustomerFolder, DocKind};
use crate::form::contact::ContactReport;
use crate::form::kind::Shown;
use crate::form::{Record, Target};
use crate::query::Query;
use crate::query::matching::Subject;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::hints::first_customer;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::{Source, head, label};
use crate::say;
use crate::words::{plural, words};

use super::{Ask, Cycle, Made, Reads, Spec, common};

/// So many customers without a contact are named for people; of more it is said how many there are.
const NAMED: usize = 20;

const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport, DocKind::Staff];

pub(super) static SPEC: Spec = Spec {
    number: 6,
    name: "contact-digest",
    title: words("接触情况报告摘编", "Digest of contact reports"),
    about: words(
        "按客户：当月每次接触的日期、方式、双方人员、情况、客户意见、承诺、后续、下次日期，是否按时报告；当月没有接触的客户",
        "By customer: each contact of the month with date, kind, people of both sides, summary, opinion, promises, what follows, next date, reported in time or not; customers without a contact",
    ),
    maker: words("我方各接触人员", "whoever was there"),
    audience: words("客户经理及其他需要了解的人员", "account managers and others who need to know"),
    cycle: Cycle::Month,
    grace: 3,
    when: words("每次接触后；摘编每月", "after each contact; digest monthly"),
    source: "000_492afcb71e7a325f.txt 附表6",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport]),
    make,
};

/// The contacts of a customer in the period, by date.
struct Found<'a> {
    folder: &'a CustomerFolder,
    contacts: Vec<Contact<'a>>,
}

/// A customer without a contact in the period.
struct Silent<'a> {
    folder: &'a CustomerFolder,
    last: Option<NaiveDate>,
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let (found, silent) = look(ask);
    let most = most_days(ask);
    let count: usize = found.iter().map(|one| one.contacts.len()).sum();
    let all = || found.iter().flat_map(|one| &one.contacts);
    let late = all().filter(|contact| in_time(contact, most, ask.day) == Some(false)).count();
    let customers = found.len();
    let (of, with) = (plural(count, "contact", "contacts"), plural(customers, "customer", "customers"));
    let summary = match (count, late) {
        (0, _) => say!(lang, "没有接触情况报告", "no contact reports"),
        (_, 0) => say!(lang, "{customers} 个客户共接触 {count} 次，都按时报告", "{of} with {with}, all reported in time"),
        _ => say!(lang, "{customers} 个客户共接触 {count} 次，{late} 次没有按时报告", "{of} with {with}, {late} not reported in time"),
    };
    let mut sheet = common::start(ask);
    if ask.machine {
        let mut main = contacts_table(&found, most, ask);
        common::name_unread(&mut main, ask, KINDS);
        main.hints.extend(hint(ask, count));
        sheet.push(Block::Table(main.named("contacts")));
        sheet.push(Block::Table(silent_table(&silent, ask).named("without_contact")));
    } else {
        sheet.push(Block::Text(summary.clone()));
        found.iter().for_each(|one| of_customer(one, most, ask, &mut sheet));
        without(silent, ask, &mut sheet);
        let mut last = Table { hints: hint(ask, count).into_iter().collect(), ..Table::default() };
        common::name_unread(&mut last, ask, KINDS);
        if !last.hints.is_empty() || !last.unread.is_empty() {
            sheet.push(Block::Table(last));
        }
    }
    Made { pages: vec![sheet], summary, open: late }
}

/// Days in which a contact is to be reported (F6-10).
fn most_days(ask: &Ask<'_>) -> i64 {
    i64::try_from(ask.loaded.world.policy.figure("F6-10.max_days")).unwrap_or(3)
}

/// What is asked for: a term that a report has speaks of reports, every other one of the customer.
fn look<'a>(ask: &Ask<'a>) -> (Vec<Found<'a>>, Vec<Silent<'a>>) {
    let world = &ask.loaded.world;
    let of_customers = about_customers(ask.query);
    let (mut found, mut silent) = (Vec::new(), Vec::new());
    for folder in &ask.loaded.customers {
        let all = Contacts::of(folder, Some(ask.day)).whole();
        let meant = |contact: &Contact<'_>| {
            let row = Some(&contact.doc.record as &dyn crate::query::matching::Row);
            ask.query.is_empty() || ask.query.matches(&Subject { world, folder: Some(folder), row, today: ask.day })
        };
        let mut contacts: Vec<Contact<'_>> = all.within(ask.period).filter(meant).collect();
        contacts.sort_by_key(|contact| contact.day);
        if !contacts.is_empty() {
            found.push(Found { folder, contacts });
        } else if all.within(ask.period).next().is_none()
            && is_ours(folder, ask)
            && (ask.query.is_empty() || of_customers.matches_customer(world, folder, ask.day))
        {
            silent.push(Silent { folder, last: all.last() });
        }
    }
    silent.sort_by_key(|one| one.last);
    (found, silent)
}

/// Whether somebody was to call on the customer in the period: its archive was there, and it was not lost.
fn is_ours(folder: &CustomerFolder, ask: &Ask<'_>) -> bool {
    // Where reports could not be read nobody knows whether there was a contact.
    let Some(doc) = folder.profile.as_ref().filter(|_| !folder.has_unread(DocKind::ContactReport)) else { return false };
    let lost = doc.record.lost_on.value().is_some_and(|lost| lost <= ask.period.last_day().min(ask.day));
    !lost && doc.record.established_on.value().is_none_or(|since| since <= ask.period.first_day())
}

fn about_customers(query: &Query) -> Query {
    let of_reports = |key: &str| key == "staff" || key == "person" || ContactReport::SPEC.fields.iter().any(|spec| spec.key == key);
    Query { terms: query.terms.iter().filter(|term| !term.key.is_some_and(of_reports)).cloned().collect() }
}

/// Whether it was reported soon enough; none while there is still time, and where nobody can tell.
fn in_time(contact: &Contact<'_>, most: i64, day: NaiveDate) -> Option<bool> {
    let field = &contact.doc.record.reported_on;
    match field.value().filter(|reported| *reported <= day) {
        Some(reported) => Some((reported - contact.day).num_days() <= most),
        None if field.is_bad() => None,
        None => ((day - contact.day).num_days() > most).then_some(false),
    }
}

/// Every contact, a row each.
fn contacts_table(found: &[Found<'_>], most: i64, ask: &Ask<'_>) -> Table {
    const KEYS: [&str; 7] = ["kind", "purpose", "direction", "ours", "people", "summary", "customer_opinion"];
    const FURTHER: [&str; 4] = ["commitment", "follow_up", "next_date", "project"];
    let column = |key: &'static str| Column::new(key, head::<ContactReport>(key));
    let mut columns = vec![Column::new("customer", words("客户", "customer")), column("date")];
    columns.extend(KEYS.into_iter().chain(FURTHER).map(column));
    columns.extend([column("reported_on"), column("reported_by"), column("reported_to")]);
    columns.extend([Column::new("days", words("隔天数", "days")), Column::new("in_time", words("按时", "in time"))]);
    let mut table = Table::new(columns);
    let shown = Shown { lang: ask.lang(), machine: true, name: &|_: Target, _: &str| None };
    for (one, contact) in found.iter().flat_map(|one| one.contacts.iter().map(move |contact| (one, contact))) {
        let record = &contact.doc.record;
        let reported = record.reported_on.value().filter(|reported| *reported <= ask.day);
        let mut fields: Vec<(usize, Cell)> = Vec::new();
        let keys = || KEYS.into_iter().chain(FURTHER).chain(["reported_by", "reported_to"]);
        record.each(&mut |spec, field| {
            if let Some(at) = keys().position(|key| key == spec.key) {
                fields.push((at, field.cell(&shown)));
            }
        });
        fields.sort_by_key(|(at, _)| *at);
        let mut row = vec![common::customer_cell(one.folder, ask), contact.day.into()];
        row.extend(fields.into_iter().map(|(_, cell)| cell));
        row.insert(13, reported.into());
        row.push(reported.map(|reported| Cell::Int((reported - contact.day).num_days())).unwrap_or_default());
        row.push(in_time(contact, most, ask.day).map(Cell::Bool).unwrap_or_default());
        table.rows.push(row);
    }
    table
}

/// The contacts of one customer for people.
fn of_customer(one: &Found<'_>, most: i64, ask: &Ask<'_>, sheet: &mut Sheet) {
    let source = Source { world: &ask.loaded.world, customer: one.folder, today: ask.day, reveal: false, unread: &[] };
    let (lang, name, count) = (ask.lang(), one.folder.called(), one.contacts.len());
    sheet.heading(say!(lang, "{name}（{count} 次）", "{name} ({count})"));
    let pairs = one.contacts.iter().map(|contact| {
        let day = format!("{} {}", contact.day, source.value(&contact.doc.record.kind));
        Pair::new(day.trim_end(), told(contact, most, &source))
    });
    sheet.push(Block::Pairs(pairs.collect()));
}

/// 周岚与李国强：……, then what the customer said, what was promised, what follows, and whether it was reported late.
fn told(contact: &Contact<'_>, most: i64, source: &Source<'_>) -> String {
    let (lang, record) = (source.lang(), &contact.doc.record);
    let (ours, people, summary) = (source.value(&record.ours), source.value(&record.people), source.value(&record.summary));
    let mut lines = vec![say!(lang, "{ours}与{people}：{summary}", "{ours} with {people}: {summary}")];
    let callback = record.callback.get().map(|callback| source.value(&callback.opinions)).unwrap_or_default();
    let texts = [
        ("customer_opinion", source.value(&record.customer_opinion)),
        ("customer_opinion", callback),
        ("commitment", source.value(&record.commitment)),
        ("follow_up", source.value(&record.follow_up)),
        ("project", source.value(&record.project)),
        ("next_date", source.value(&record.next_date)),
    ];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        let name = label::<ContactReport>(key, lang);
        lines.push(say!(lang, "{name}：{text}", "{name}: {text}"));
    }
    if in_time(contact, most, source.today) == Some(false) {
        let reported = record.reported_on.value().filter(|reported| *reported <= source.today);
        lines.push(match reported.map(|reported| (reported, (reported - contact.day).num_days())) {
            Some((reported, days)) => {
                say!(
                    lang,
                    "迟报：{reported} 才写报告，隔了 {days} 天，应在 {most} 天内",
                    "late: reported on {reported}, {days} days later, {most} are allowed"
                )
            }
            None => say!(lang, "还没有报告，应在接触后 {most} 天内", "not reported yet, {most} days are allowed"),
        });
    }
    lines.join("\n")
}

fn silent_table(silent: &[Silent<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("last_contact", words("最近接触", "last contact")),
        Column::new("days", words("已隔天数", "days since")),
    ]);
    for one in silent {
        let manager = one.folder.profile.as_ref().and_then(|doc| doc.record.account_manager.get());
        let last = match one.last {
            Some(last) => last.into(),
            None if ask.machine => Cell::Empty,
            None => Cell::Toned(Tone::Fair, words("从未", "never").get(ask.lang()).to_owned()),
        };
        table.rows.push(vec![
            common::customer_cell(one.folder, ask),
            manager.map(|staff| common::staff_cell(&staff.id, ask)).unwrap_or_default(),
            last,
            one.last.map(|last| Cell::Int((ask.day - last).num_days())).into(),
        ]);
    }
    table
}

/// For people: whom nobody met in the period, those first whom nobody has met for longest.
fn without(silent: Vec<Silent<'_>>, ask: &Ask<'_>, sheet: &mut Sheet) {
    let (lang, count) = (ask.lang(), silent.len());
    if count == 0 {
        return;
    }
    sheet.heading(say!(lang, "本期没有接触的客户（{count} 个）", "Customers without a contact in the period ({count})"));
    let mut table = silent_table(&silent[..count.min(NAMED)], ask);
    if count > NAMED {
        let (more, before) = (count - NAMED, ask.period.first_day().checked_sub_days(Days::new(1)).unwrap_or(ask.day));
        table.notes.push(say!(
            lang,
            "另有 {more} 个；全部用 `kehu list customers last_contact:..{before}` 和 `kehu list customers last_contact:never` 列出",
            "{more} more: `kehu list customers last_contact:..{before}` and `kehu list customers last_contact:never` list them all"
        ));
    }
    sheet.push(Block::Table(table));
}

/// What to do where there is no contact to show.
fn hint(ask: &Ask<'_>, count: usize) -> Option<String> {
    let lang = ask.lang();
    if ask.loaded.customers.is_empty() {
        return Some(first_customer(lang));
    }
    (count == 0 && (ask.query.is_empty() || !ask.machine)).then(|| {
        say!(lang, "每次接触后用 `kehu log 客户 对象` 写接触情况报告", "write a report after each contact with `kehu log CUSTOMER PERSON`")
    })
}
