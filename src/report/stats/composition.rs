//! `stats composition`: what each category of customers brings, held against what the company wants (B5.3, ANA-10).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::analysis::sales::{Book, total};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::Target;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::render::chart::text::bar;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::sales::{
    BAR, Whose, aside, blank, last_year, nothing_sold, period_label, period_note, targets, too_large, total_cell, unread, wanted_books,
    without_orders, year_of,
};
use super::{Answer, Asked, Refusal};

/// A category with what it brought.
struct Group {
    /// Its id; none for customers without a category.
    id: Option<String>,
    customers: usize,
    sales: Money,
    share: Option<Percent>,
    target: Option<Percent>,
}

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let lang = loaded.world.lang;
    let (period, books) = (last_year(asked), wanted_books(loaded, asked));
    let year = year_of(period);
    let groups = groups(loaded, asked, &books, year).map_err(too_large(lang))?;
    let set = groups.iter().any(|group| group.target.is_some());
    // What a machine reads always has the same columns.
    let compares = set || (asked.on_page && asked.machine);
    let mut table = Table::new(columns(compares, asked));
    table.rows = groups.iter().map(|group| row(group, compares, asked, &loaded.world)).collect();
    if let (Some(_), Ok(sum)) = (groups.first(), total(groups.iter().map(|group| group.sales))) {
        let customers = groups.iter().map(|group| group.customers).sum();
        let all = (sum > Money::ZERO).then_some(Percent::HUNDRED);
        table.totals.push(vec![total_cell(lang), Cell::count(customers), sum.into(), all.into()]);
    }
    table.notes.extend(period_note(period, asked, lang));
    if set {
        let year = year.unwrap_or_default();
        table.notes.push(say!(
            lang,
            "目标比重来自 targets/{year} 的类别目标，相差以百分点计",
            "target shares are those of the categories in targets/{year}; the gap is in percentage points"
        ));
    }
    if groups.iter().all(|group| group.customers == 0) {
        nothing_sold(&mut table, loaded, asked, &books, lang);
    } else {
        table.notes.push(say!(lang, "客户数只计期间内有交易的客户", "customers: those with orders in the period"));
    }
    if groups.iter().any(|group| group.id.is_none()) {
        table.notes.push(say!(
            lang,
            "没有类别的客户，用 `kehu set 客户 category=类别` 填写",
            "customers without a category: fill it in by `kehu set CUSTOMER category=CATEGORY`"
        ));
    }
    without_orders(&mut table, loaded, asked, lang);
    unread(&mut table, loaded, asked, Whose::Asked, &[DocKind::Customer, DocKind::Targets], year);
    let title = period_label(period, asked, lang);
    let title = say!(lang, "客户构成：各类客户的销售比重（{title}）", "Sales by category of customer ({title})");
    Ok(Answer { chart: Some(chart(&groups, set, title, &loaded.world)), gist: gist(&groups, &loaded.world), ..table.into() })
}

pub(super) fn columns(set: bool, asked: &Asked<'_>) -> Vec<Column> {
    let mut columns = vec![
        Column::new("category", words("客户类别", "category")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("sales", words("销售额", "sales")),
        Column::new("share", words("比重", "share")),
        Column::picture("bar", words("图", "bar")),
    ];
    if set {
        columns.push(aside("target", words("目标比重", "target"), asked));
        columns.push(aside("difference", words("相差", "gap"), asked));
    }
    columns
}

/// The categories in the order of the settings, those without one last; with who sold anything in the period, or has a target.
fn groups(
    loaded: &Loaded,
    asked: &Asked<'_>,
    books: &[Book<'_>],
    year: Option<i32>,
) -> Result<Vec<Group>, crate::analysis::sales::TooLarge> {
    let (world, period) = (&loaded.world, last_year(asked));
    let place = |id: &str| (false, world.categories.at(id).unwrap_or(usize::MAX), id.to_owned());
    let mut groups: BTreeMap<(bool, usize, String), Group> = BTreeMap::new();
    let fresh = |id: Option<&str>| Group { id: id.map(str::to_owned), customers: 0, sales: Money::ZERO, share: None, target: None };
    for book in books.iter().filter(|book| book.of_period(period).next().is_some()) {
        // Of whom the profile cannot be read nobody knows the category: it is named as not counted.
        let Some(category) = category(book.folder) else { continue };
        let key = category.map_or((true, 0, String::new()), place);
        let group = groups.entry(key).or_insert_with(|| fresh(category));
        group.customers += 1;
        group.sales = total([group.sales, book.sold(period)?])?;
    }
    // A target is one of all customers: of a part of them it says nothing.
    let rows = year.filter(|_| asked.everybody).and_then(|year| targets(loaded, year)).and_then(|targets| targets.categories.get());
    for row in rows.into_iter().flat_map(|rows| rows.iter()) {
        if let Some((category, share)) = row.category.get().filter(|one| one.known).zip(row.share.value()) {
            groups.entry(place(&category.id)).or_insert_with(|| fresh(Some(&category.id))).target = Some(share.percent);
        }
    }
    let mut out: Vec<Group> = groups.into_values().collect();
    let all = total(out.iter().map(|group| group.sales))?;
    for group in &mut out {
        group.share = Percent::weighted(group.sales, all).filter(|_| all > Money::ZERO);
    }
    Ok(out)
}

/// The customer's category: none inside where it has none, none at all where nobody can know.
fn category(folder: &CustomerFolder) -> Option<Option<&str>> {
    let doc = folder.profile.as_ref();
    if doc.is_some_and(|doc| !doc.whole) || folder.has_unread(DocKind::Customer) {
        return None;
    }
    Some(doc.and_then(|doc| doc.record.category.get()).map(|category| &*category.id))
}

fn name(group: &Group, machine: bool, world: &World) -> Cell {
    match &group.id {
        None => blank(machine, world.lang),
        Some(id) if machine => Cell::text(id.as_str()),
        Some(id) => Cell::text(world.name_of(Target::Category, id).unwrap_or_else(|| id.clone())),
    }
}

fn row(group: &Group, set: bool, asked: &Asked<'_>, world: &World) -> Vec<Cell> {
    let share = group.share.map_or(Decimal::ZERO, Percent::value);
    let mut row = vec![
        name(group, asked.machine, world),
        Cell::count(group.customers),
        group.sales.into(),
        group.share.into(),
        Cell::text(bar(share / Decimal::ONE_HUNDRED, BAR)),
    ];
    if set {
        let apart = group.share.zip(group.target).map(|(share, target)| Cell::Number(share.value() - target.value()));
        row.extend([group.target.into(), apart.unwrap_or_default()]);
    }
    row
}

/// The category that brings most.
fn gist(groups: &[Group], world: &World) -> String {
    let most = groups.iter().filter_map(|group| Some((group, group.share?))).max_by(|a, b| a.1.cmp(&b.1));
    let Some((group, share)) = most else { return String::new() };
    let (name, share) = (name(group, false, world), share.rounded(2));
    let name = name.raw();
    say!(world.lang, "{name}占 {share}%", "{name} {share}%")
}

fn chart(groups: &[Group], set: bool, title: String, world: &World) -> Chart {
    let lang: Lang = world.lang;
    let series = |name: &str, of: &dyn Fn(&Group) -> Option<Percent>| Series {
        name: name.to_owned(),
        values: groups.iter().map(|group| of(group).map(Percent::value)).collect(),
    };
    let mut all = vec![series(words("销售比重", "share of sales").get(lang), &|group| group.share)];
    if set {
        all.push(series(words("目标比重", "target share").get(lang), &|group| group.target));
    }
    let names = groups.iter().map(|group| name(group, false, world).raw().into_owned()).collect();
    let shape = Shape::Bars { groups: names, series: all, stacked: false, unit: "%".to_owned(), level: None };
    Chart { title, notes: Vec::new(), shape }
}
