//! R-03 客户信息统计表: a row a customer: name, category, class, tier, account manager, contacts, needs, history, state, last contact.

use chrono::NaiveDate;

use crate::analysis::contacts::Contacts;
use crate::archive::{CustomerFolder, DocKind};
use crate::form::choices::{AbcClass, Lifecycle, SiteKind, Tier};
use crate::form::customer::Customer;
use crate::form::kind::Shown;
use crate::form::spec::Target;
use crate::form::{FieldSpec, Record};
use crate::model::percent::Percent;
use crate::model::period::Month;
use crate::render::table::{Cell, Table, Tone};
use crate::report::sheet::Block;
use crate::rules::periods;
use crate::rules::statistics::{self, Units};
use crate::say;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

pub(super) static SPEC: Spec = Spec {
    number: 3,
    name: "statistics",
    title: words("客户信息统计表", "Customer statistics"),
    about: words(
        "每个客户一行：名称、类别、分类、层级、客户经理、联系人、需求、合作历史、状态、最近接触",
        "A row a customer: name, category, class, tier, account manager, contacts, needs, history, state, last contact",
    ),
    maker: words("项目部、分公司", "project and branch offices"),
    audience: words("集团市场部", "group marketing"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月 25 日", "25th of the month"),
    source: "002_3d333403eb4d59d8.txt 三（一）Ⅰ 4",
    reads: Reads::Kinds(KINDS),
    make,
};

const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport, DocKind::Survey];

/// Columns that are texts of some length: people read them below, a paragraph each.
const TEXTS: [&str; 5] = ["needs", "cooperation_history", "evaluation", "social_relations", "assessment_result"];

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let customers: Vec<&CustomerFolder> = ask.customers().filter(|customer| counts(customer, ask.day)).collect();
    let mut sheet = common::start(ask);
    let mut table = table(&customers, ask);
    common::name_unread(&mut table, ask, KINDS);
    if let Some(hint) = common::no_customers(ask) {
        table.hints.push(hint);
    } else if customers.is_empty() {
        let day = ask.day;
        table.hints.push(say!(lang, "{day} 还没有建档的客户", "no customer's archive was set up by {day}"));
    }
    sheet.push(Block::Table(table));
    if !ask.machine {
        shape::points(&mut sheet, say!(lang, "需求与合作", "needs and cooperation"), texts(&customers, ask));
    }
    shape::below(&mut sheet, say!(lang, "构成", "composition"), classes(&customers, ask), ask);
    let (handed, open) = submissions(ask);
    shape::below(&mut sheet, say!(lang, "上报", "handed in"), handed, ask);
    let mut summary = summary(&customers, ask);
    if open > 0 {
        summary.push_str(&say!(lang, "；还有 {open} 份没有上报", "; not handed in: {open}"));
    }
    Made { pages: vec![sheet], summary, open }
}

/// Whether the customer's archive was there on the day; of one whose profile could not be read nobody knows.
fn counts(customer: &CustomerFolder, day: NaiveDate) -> bool {
    let profile = customer.profile.as_ref().filter(|doc| doc.whole);
    profile.is_some_and(|doc| doc.record.established_on.value().is_none_or(|set_up| set_up <= day))
}

fn table(customers: &[&CustomerFolder], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        shape::column("customer", "客户", "customer"),
        shape::column("unit_name", "单位名称", "unit name"),
        shape::column("category", "客户类别", "category"),
        shape::column("abc_class", "ABC类", "ABC class"),
        shape::column("lifecycle", "客户阶段", "lifecycle"),
        shape::column("lost_on", "流失日期", "lost on"),
        shape::column("tier", "客户层级", "tier"),
        shape::column("region", "大区", "region"),
        shape::column("account_manager", "客户经理", "account manager"),
        shape::column("location", "地址", "address"),
        shape::column("contacts", "联系人", "contacts"),
        shape::column("needs", "客户需求", "needs"),
        shape::column("cooperation_history", "合作历史", "cooperation history"),
        shape::column("evaluation", "客户评价", "evaluation"),
        shape::column("social_relations", "社会关系", "social relations"),
        shape::column("assessment_result", "客户考核结果", "assessment result"),
        shape::column("satisfaction", "满意度", "satisfaction"),
        shape::column("last_contact", "最近接触", "last contact"),
        shape::column("verified_on", "核定日期", "verified on"),
    ])
    .named("statistics");
    table.rows = customers.iter().filter_map(|customer| row(customer, ask)).collect();
    // The unit's name says who it is; where it is long, the rest stands below.
    let without: Vec<&str> = ["customer", "location"].into_iter().chain(TEXTS).collect();
    shape::lean(&mut table, ask, &without);
    table
}

fn row(customer: &CustomerFolder, ask: &Ask<'_>) -> Option<Vec<Cell>> {
    let record = &customer.profile.as_ref()?.record;
    let world = &ask.loaded.world;
    let name = |target: Target, id: &str| world.name_of(target, id);
    let shown = Shown { lang: world.lang, machine: ask.machine, name: &name };
    let field = |key: &str| field(record, key, &shown);
    let verified = record.newest_verified(ask.day).map(|(day, _)| day);
    Some(vec![
        common::customer_cell(customer, ask),
        field("unit_name"),
        field("category"),
        field("abc_class"),
        field("lifecycle"),
        record.lost_on.value().filter(|day| *day <= ask.day).into(),
        field("tier"),
        field("region"),
        field("account_manager"),
        headquarters(record).and_then(|site| site.location.get()).map(|text| Cell::text(text.as_str())).unwrap_or_default(),
        contacts(customer, record, ask),
        field("needs"),
        field("cooperation_history"),
        field("evaluation"),
        field("social_relations"),
        field("assessment_result"),
        satisfaction(customer, ask.day),
        Contacts::of(customer, Some(ask.day)).whole().last().into(),
        verified.into(),
    ])
}

/// A field of the profile as a cell.
fn field(record: &Customer, key: &str, shown: &Shown<'_>) -> Cell {
    let mut cell = Cell::Empty;
    record.each(&mut |spec: &FieldSpec, field| {
        if spec.key == key {
            cell = field.cell(shown);
        }
    });
    cell
}

/// The headquarters; where none is entered, the first site.
fn headquarters(record: &Customer) -> Option<&crate::form::customer::Site> {
    let sites = || record.sites.get().into_iter().flat_map(|sites| sites.iter()).map(|site| &site.0);
    sites().find(|site| site.kind.value() == Some(SiteKind::Headquarters)).or_else(|| sites().next())
}

/// The contacts of the headquarters with their titles: 李国强（总经理）. No phone, and nothing of 附表2: the table leaves the house.
fn contacts(customer: &CustomerFolder, record: &Customer, ask: &Ask<'_>) -> Cell {
    let listed = headquarters(record).and_then(|site| site.contacts.get());
    let ids = listed.into_iter().flat_map(|list| list.iter()).filter_map(|contact| contact.person.get());
    let people: Vec<_> = customer.people_on(Some(ask.day)).collect();
    let lang = ask.lang();
    let named = ids.filter_map(|id| people.iter().find(|row| id.is(row.key()))).map(|row| {
        let name = row.called();
        match row.title.get() {
            // The same in every language.
            Some(title) if ask.machine => format!("{name} {title}", title = title.as_str()),
            Some(title) => say!(lang, "{name}（{title}）", "{name} ({title})", title = title.as_str()),
            None => name.to_owned(),
        }
    });
    shape::list(named.collect())
}

/// The newest survey's score.
fn satisfaction(customer: &CustomerFolder, day: NaiveDate) -> Cell {
    let surveys = customer.surveys.iter().filter(|doc| doc.whole);
    let dated = surveys.filter_map(|doc| Some((doc.record.surveyed_on.value().filter(|on| *on <= day)?, doc.record.score.value()?)));
    dated.max_by_key(|(on, _)| *on).map_or(Cell::Empty, |(_, score)| Cell::Number(score.0))
}

/// 云岭移动：客户需求 …；合作历史 …
fn texts(customers: &[&CustomerFolder], ask: &Ask<'_>) -> Vec<String> {
    let lang = ask.lang();
    let mut out = Vec::new();
    for customer in customers {
        let Some(doc) = &customer.profile else { continue };
        let record = &doc.record;
        let fields = [&record.needs, &record.cooperation_history, &record.evaluation, &record.social_relations, &record.assessment_result];
        let labels = TEXTS.iter().filter_map(|key| Customer::SPEC.fields.iter().find(|spec| spec.key == *key));
        let said = fields.into_iter().zip(labels).filter_map(|(field, spec)| {
            let (label, text) = (words(spec.zh, spec.en).get(lang), field.get()?);
            let text = text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            Some(say!(lang, "{label}：{text}", "{label}: {text}"))
        });
        let said: Vec<String> = said.collect();
        if !said.is_empty() {
            let (name, said) = (customer.called(), said.join(words("；", "; ").get(lang)));
            out.push(say!(lang, "{name}——{said}", "{name} — {said}"));
        }
    }
    out
}

/// How many customers each class, tier, stage and category has.
fn classes(customers: &[&CustomerFolder], ask: &Ask<'_>) -> Table {
    let (lang, all) = (ask.lang(), customers.len());
    let mut table = Table::new(vec![
        shape::column("by", "分类", "by"),
        shape::column("class", "类", "class"),
        shape::column("customers", "客户数", "customers"),
        shape::column("share", "占比", "share"),
    ])
    .named("classes");
    let mut count = |by: (&str, &str), class: (&str, &str), of: &dyn Fn(&Customer) -> bool| {
        let number = customers.iter().filter_map(|one| one.profile.as_ref()).filter(|doc| of(&doc.record)).count();
        if number > 0 {
            let share = i64::try_from(number).ok().zip(i64::try_from(all).ok()).and_then(|(part, of)| Percent::ratio(part, of));
            table.rows.push(vec![shape::word(by.0, by.1, ask), shape::word(class.0, class.1, ask), Cell::count(number), share.into()]);
        }
    };
    let unknown = words("未填写", "not filled in");
    let none = ("", unknown.get(lang));
    let by = ("abc_class", words("ABC类", "ABC class").get(lang));
    for class in AbcClass::ALL {
        count(by, (class.key(), class.label(lang)), &|record| record.abc_class.value() == Some(*class));
    }
    // Of a class that is not kept at all there is nothing to say.
    if customers.iter().filter_map(|one| one.profile.as_ref()).any(|doc| doc.record.abc_class.value().is_some()) {
        count(by, none, &|record| record.abc_class.value().is_none());
    }
    let by = ("tier", words("客户层级", "tier").get(lang));
    for tier in Tier::ALL {
        count(by, (tier.key(), tier.label(lang)), &|record| record.tier.value() == Some(*tier));
    }
    count(by, none, &|record| record.tier.value().is_none());
    let by = ("lifecycle", words("客户阶段", "lifecycle").get(lang));
    for stage in Lifecycle::ALL {
        count(by, (stage.key(), stage.label(lang)), &|record| record.lifecycle.value() == Some(*stage));
    }
    count(by, none, &|record| record.lifecycle.value().is_none());
    let (by, categories) = (("category", words("客户类别", "category").get(lang)), &ask.loaded.world.categories);
    for at in 0..categories.len() {
        let id = categories.id(at);
        count(by, (id, categories.label(at)), &|record| record.category.get().is_some_and(|category| category.is(id)));
    }
    count(by, none, &|record| record.category.get().is_none_or(|category| !category.known));
    table
}

/// Which unit has handed in the statistics of each month of the period, and how many are owed. Where nobody asks for them (STA-01 is not in
/// force) and nobody has, there is nothing to say.
fn submissions(ask: &Ask<'_>) -> (Table, usize) {
    let (world, lang) = (&ask.loaded.world, ask.lang());
    let units = Units::of(world);
    let done = statistics::statistics(ask.loaded, &units, ask.day);
    let asked = world.policy.is_in_force(shape::rule("STA-01"));
    let first = shape::archive_scene("STA-01", ask).first_established();
    let mut table = Table::new(vec![
        shape::column("unit", "上报单位", "unit"),
        shape::column("month", "月份", "month"),
        shape::column("due", "期限", "due"),
        shape::column("state", "状态", "state"),
    ])
    .named("submissions");
    let mut open = 0;
    let shown = asked || done.iter().any(|months| !months.is_empty());
    for month in shape::months(ask).into_iter().filter(|_| shown && !ask.loaded.customers.is_empty()) {
        let own = Month::of(month.first_day());
        let due = own.day(u32::try_from(statistics::due_day(world)).unwrap_or(1));
        let owed = asked && periods::counts(month, world, [first]);
        for (at, months) in done.iter().enumerate() {
            let (key, label) = match months.contains(&own) {
                true => ("submitted", words("已上报", "handed in")),
                false if owed && due < ask.day => ("missing", words("未上报", "missing")),
                false => ("not_due", words("未到期", "not due")),
            };
            open += usize::from(key == "missing");
            let state = match key {
                "missing" if !ask.machine => Cell::Toned(Tone::Bad, label.get(lang).to_owned()),
                _ => shape::word(key, label.get(lang), ask),
            };
            let unit = if ask.machine { units.id(at).to_owned() } else { units.label(at) };
            let month = if ask.machine { month.to_string() } else { month.label(lang) };
            table.rows.push(vec![Cell::text(unit), Cell::text(month), due.into(), state]);
        }
    }
    if open > 0 {
        table.notes.push(say!(
            lang,
            "上报后登记：`kehu submit statistics --month MONTH`",
            "enter it with `kehu submit statistics --month MONTH`"
        ));
    }
    (table, open)
}

fn summary(customers: &[&CustomerFolder], ask: &Ask<'_>) -> String {
    let (lang, all) = (ask.lang(), customers.len());
    if all == 0 {
        return say!(lang, "没有客户", "no customers");
    }
    let contacted = |customer: &&&CustomerFolder| Contacts::of(customer, Some(ask.day)).whole().within(ask.period).next().is_some();
    let seen = customers.iter().filter(contacted).count();
    let of = |class: AbcClass| {
        let is = |one: &&&CustomerFolder| one.profile.as_ref().is_some_and(|doc| doc.record.abc_class.value() == Some(class));
        customers.iter().filter(is).count()
    };
    let (a, b, c) = (of(AbcClass::A), of(AbcClass::B), of(AbcClass::C));
    let classes = if a + b + c == 0 { String::new() } else { say!(lang, "（A类 {a}、B类 {b}、C类 {c}）", " (A {a}, B {b}, C {c})") };
    say!(lang, "{all} 个客户{classes}，本期有接触的 {seen} 个", "customers: {all}{classes}; contacted in the period: {seen}")
}
