//! R-28 客户关系卡: one page for each important customer and its key people: name, unit, title, how to reach them (restricted, masked), who of
//! ours knows them.

use chrono::{Datelike, NaiveDate};

use crate::analysis::contacts::Contacts;
use crate::analysis::matrix;
use crate::analysis::relationship::{Index, Scale};
use crate::analysis::verdict::verdict;
use crate::archive::{CustomerFolder, DocKind};
use crate::form::choices::SiteKind;
use crate::form::customer::Customer;
use crate::form::key_people::KeyPersonRow;
use crate::render::table::{Cell, Column, Table};
use crate::report::access::mark;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::{MASK, Source, drop_empty_columns, head};
use crate::say;
use crate::words::{Words, plural, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common};

const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::KeyPeople, DocKind::Person, DocKind::Plan, DocKind::ContactReport, DocKind::Staff];

/// What is said where no customer is of this report's kind.
const NOBODY: Words = words(
    "没有 VIP、重点客户和大客户；其他客户写明是谁：`kehu report card 客户`",
    "no VIP, key or 大客户 customers; name others: `kehu report card CUSTOMER`",
);

pub(super) static SPEC: Spec = Spec {
    number: 28,
    name: "card",
    title: words("客户关系卡", "Customer cards"),
    about: words(
        "重点客户及其关键人物一页纸的卡片：姓名、工作单位、职位、联系方式（限阅，遮盖），我方谁认识",
        "One page for each important customer and its key people: name, unit, title, how to reach them (restricted, masked), who of ours knows them",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("客户经理", "account managers"),
    cycle: Cycle::Day,
    grace: 0,
    when: words("随时", "on demand"),
    source: "001_774dd85515acb760.txt F16",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::Person, DocKind::Plan, DocKind::ContactReport]),
    make,
};

/// A key person as the card has it.
struct Person<'a> {
    row: &'a KeyPersonRow,
    /// A number is known, in 附表1 or 附表2.
    reachable: bool,
    last: Option<NaiveDate>,
    next: Option<NaiveDate>,
}

/// One card.
struct Card<'a> {
    folder: &'a CustomerFolder,
    people: Vec<Person<'a>>,
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    // Who asks for somebody gets the card, important or not.
    let meant = |folder: &&CustomerFolder| (ask.wanted)(folder) && (!ask.query.is_empty() || common::is_important(folder));
    let cards: Vec<Card<'_>> = ask.loaded.customers.iter().filter(meant).map(|folder| card(folder, ask)).collect();
    let (customers, people) = (cards.len(), cards.iter().map(|card| card.people.len()).sum::<usize>());
    let unreachable = cards.iter().flat_map(|card| &card.people).filter(|person| !person.reachable).count();
    let of = plural(customers, "customer", "customers");
    let summary = match (customers, unreachable) {
        (0, _) => say!(lang, "没有重点客户", "no important customers"),
        (_, 0) => say!(lang, "{customers} 个客户，{people} 位关键人物", "{of}, {people} key people"),
        _ => say!(
            lang,
            "{customers} 个客户，{people} 位关键人物；{unreachable} 位没有登记电话",
            "{of}, {people} key people; {unreachable} without a phone number"
        ),
    };
    if ask.machine || cards.is_empty() {
        let mut sheet = common::start(ask);
        let mut main = table(&cards, ask).named("cards");
        main.hints.extend(cards.is_empty().then(|| common::nobody(ask, NOBODY)).flatten());
        common::name_unread(&mut main, ask, KINDS);
        sheet.push(Block::Table(main));
        return Made { pages: vec![sheet], summary, open: unreachable };
    }
    let mut pages: Vec<Sheet> = cards.iter().map(|card| page(card, ask)).collect();
    let mut last = Table::default();
    common::name_unread(&mut last, ask, KINDS);
    if let Some(page) = pages.last_mut().filter(|_| !last.unread.is_empty()) {
        page.push(Block::Table(last));
    }
    Made { pages, summary, open: unreachable }
}

fn card<'a>(folder: &'a CustomerFolder, ask: &Ask<'_>) -> Card<'a> {
    let contacts = Contacts::of(folder, Some(ask.day)).whole();
    let people = matrix::of(folder, ask.day.year(), ask.day).into_iter().map(|theirs| {
        let row = theirs.row;
        Person {
            row,
            reachable: has_number(folder, row.key()),
            last: contacts.last_with(row.key()),
            next: theirs.ties.iter().filter_map(|tie| tie.next).min(),
        }
    });
    Card { folder, people: people.collect() }
}

/// Whether 附表1 or 附表2 has a number of the person; of a sealed sheet nobody knows, so it may.
fn has_number(folder: &CustomerFolder, person: &str) -> bool {
    let sites = folder.profile.as_ref().and_then(|doc| doc.record.sites.get());
    let contacts = sites.into_iter().flat_map(|list| list.iter()).filter_map(|site| site.contacts.get()).flat_map(|list| list.iter());
    let mut own = contacts.filter(|contact| contact.person.get().is_some_and(|one| one.is(person)));
    let sheet = folder.sheet(person).map(|doc| &doc.record);
    folder.is_sealed(person)
        || own.any(|contact| !(contact.mobile.is_blank() && contact.office.is_blank() && contact.home.is_blank()))
        || sheet.is_some_and(|sheet| !(sheet.mobile.is_blank() && sheet.office.is_blank() && sheet.home.is_blank()))
}

/// A row a person; of a customer without key people a row without anybody.
fn table(cards: &[Card<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("unit_name", words("单位名称", "unit name")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("person", words("编号", "person")),
        Column::new("name", words("姓名", "name")),
        Column::new("title", words("职务", "title")),
        Column::new("role", words("角色作用", "role")),
        Column::new("status", words("关系状况", "status")),
        Column::new("ours", words("我方人员", "ours")),
        Column::new("phone", words("电话", "phone")),
        Column::new("last_contact", words("最近接触", "last contact")),
        Column::new("next_contact", words("下一次联系", "next contact")),
    ]);
    for card in cards {
        let record = card.folder.profile.as_ref().map(|doc| &doc.record);
        let unit = record.and_then(|record| record.unit_name.get()).map(|name| name.as_str());
        let manager = record.and_then(|record| record.account_manager.get()).map(|staff| common::staff_cell(&staff.id, ask));
        let start = vec![common::customer_cell(card.folder, ask), unit.into(), manager.unwrap_or_default()];
        for person in &card.people {
            let row = person.row;
            let list = |items: Vec<String>| if items.is_empty() { Cell::Empty } else { Cell::List(items) };
            let roles = row.role.get().map(|roles| roles.iter().map(|role| role.key().to_owned()).collect()).unwrap_or_default();
            let mut cells = start.clone();
            cells.extend([
                Cell::text(row.key()),
                Cell::text(row.called()),
                row.title.get().map(|title| title.as_str()).into(),
                list(roles),
                row.status.value().map(|status| status.key()).into(),
                list(row.our_ids().into_iter().map(str::to_owned).collect()),
                Cell::text(if person.reachable { MASK } else { "" }),
                person.last.into(),
                person.next.into(),
            ]);
            table.rows.push(cells);
        }
        if card.people.is_empty() {
            table.rows.push(start);
        }
    }
    table
}

/// The card for people.
fn page(card: &Card<'_>, ask: &Ask<'_>) -> Sheet {
    let (lang, world) = (ask.lang(), &ask.loaded.world);
    let source = Source { world, customer: card.folder, today: ask.day, reveal: false, unread: &[] };
    let name = card.folder.called();
    let (title, day) = (ask.spec.title.get(lang), ask.day);
    let mut sheet = Sheet::new(say!(lang, "{title}：{name}", "Customer card: {name}"));
    sheet.mark = Some(mark(world));
    sheet.stamp = Some(say!(lang, "截至 {day}；限阅的内容已遮盖", "as of {day}; restricted contents are masked"));
    sheet.push(Block::Pairs(facts(&source, card, ask)));
    let mut table = Table::new(vec![
        Column::new("name", words("姓名", "Name")),
        Column::new("title", head::<KeyPersonRow>("title")),
        Column::new("role", words("角色、关系", "Role, status")),
        Column::new("ours", words("我方人员", "Ours")),
        Column::new("phone", words("联系方式", "Phone")),
        Column::new("last_contact", words("最近接触", "Last contact")),
        Column::new("next_contact", words("下一次", "Next")),
    ]);
    for person in &card.people {
        let row = person.row;
        let phone = if person.reachable { MASK.to_owned() } else { say!(lang, "没有登记", "none") };
        let mut cells: Vec<Cell> = vec![row.called().into()];
        let standing: Vec<String> =
            [source.value(&row.role), source.value(&row.status)].into_iter().filter(|text| !text.is_empty()).collect();
        let standing = standing.join(words("，", ", ").get(lang));
        cells.extend([source.value(&row.title), standing, source.value(&row.ours), phone].map(Cell::from));
        cells.push(person.last.map_or_else(|| Cell::Text(say!(lang, "从未", "never")), Cell::from));
        cells.push(person.next.into());
        table.rows.push(cells);
    }
    drop_empty_columns(&mut table);
    sheet.heading(say!(lang, "关键人物", "Key people"));
    let id = shell_word(&card.folder.id);
    if table.rows.is_empty() {
        sheet.push(Block::Text(say!(
            lang,
            "还没有登记：`kehu add-contact {id} 姓名 --role decision_maker`",
            "none yet: `kehu add-contact {id} NAME --role decision_maker`"
        )));
    } else {
        sheet.push(Block::Table(table));
        sheet.push(Block::Text(say!(
            lang,
            "电话等限阅：有借阅权的用 `kehu show {id} 姓名 --reveal` 查看",
            "phones are restricted: who may see them uses `kehu show {id} NAME --reveal`"
        )));
    }
    sheet
}

/// Who the customer is and how we stand.
fn facts(source: &Source<'_>, card: &Card<'_>, ask: &Ask<'_>) -> Vec<Pair> {
    const KEYS: [&str; 9] =
        ["unit_name", "category", "tier", "key_account", "region", "account_manager", "relationship_level", "credit", "annual_trade"];
    let (lang, world, folder) = (ask.lang(), source.world, card.folder);
    let mut pairs = Vec::new();
    if let Some(record) = folder.profile.as_ref().map(|doc| &doc.record) {
        pairs.extend(source.pairs::<Customer>(record, &KEYS, &|_| false).into_iter().take(KEYS.len()));
        if let Some(place) = headquarters(record) {
            pairs.push(Pair::new(say!(lang, "地址", "Address"), place));
        }
    }
    let standing = verdict(folder, &world.policy, ask.day).line(lang);
    pairs.push(Pair::new(say!(lang, "关系", "Relations"), standing));
    let index = Index::of(folder, &Scale::of(&world.policy), ask.day);
    if !index.is_empty() {
        pairs.push(Pair::new(say!(lang, "关系指数", "Relationship index"), format!("{}/100", index.rounded())));
    }
    let last = source.contacts().last().map_or_else(|| say!(lang, "从未", "never"), |day| source.since(day));
    pairs.push(Pair::new(say!(lang, "最近接触", "Last contact"), last));
    pairs
}

/// Where the headquarters are; else the first site.
fn headquarters(record: &Customer) -> Option<String> {
    let sites = || record.sites.get().into_iter().flat_map(|list| list.iter());
    let main = sites().find(|site| site.0.kind.value() == Some(SiteKind::Headquarters)).or_else(|| sites().next())?;
    main.0.location.get().map(|place| place.to_string())
}
