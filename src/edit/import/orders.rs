//! Orders: rows of `orders.csv`. The file keeps its columns, their order and its line ends; rows are added behind the others.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;

use crate::edit::csv::{self, Coding, Options};
use crate::form::choices::KeyLanguage;
use crate::model::money::{Money, Unit};
use crate::say;
use crate::words::Lang;

use super::cell;
use super::clients::{Client, Clients};
use super::columns::{Kind, ORDER, Part, named};
use super::row::Row;
use super::{Bad, OnConflict, Run};

/// The columns of an order, in the form's order.
const KEYS: [&str; 6] = ["date", "order", "project", "product", "amount", "cost"];
const TEXTS: [usize; 3] = [1, 2, 3];

/// An order, as it compares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Order {
    date: Option<NaiveDate>,
    texts: [String; 3],
    amount: Option<Money>,
    cost: Option<Money>,
}

/// An order that is there, or that an earlier row brings.
struct There {
    order: Order,
    row: Option<usize>,
    /// Where it stands in the file.
    place: Option<(usize, usize)>,
}

/// The file of one customer.
struct Book {
    path: String,
    text: String,
    separator: char,
    /// The place of each of the [`KEYS`] among its columns, with the unit of amounts.
    layout: Vec<Option<usize>>,
    width: usize,
    units: [Unit; 2],
    there: Vec<There>,
    /// Places of the orders, by number and product or by everything they say.
    index: BTreeMap<String, usize>,
    changed: bool,
}

/// Plans rows of orders.
pub(super) fn plan(rows: &[Row<'_>], run: &mut Run<'_>) {
    let mut clients = Clients::new(run.archive.loaded);
    let mut books: BTreeMap<usize, Book> = BTreeMap::new();
    for row in rows {
        let Some(at) = clients.there(row, run) else { continue };
        let book = match books.entry(at) {
            Entry::Occupied(book) => book.into_mut(),
            Entry::Vacant(place) => match Book::open(&clients.all[at], run) {
                Ok(book) => place.insert(book),
                Err(reason) => {
                    run.refuse(row, None, reason);
                    continue;
                }
            },
        };
        one(row, &clients.all[at], book, run);
    }
    for book in books.into_values().filter(|book| book.changed) {
        let (path, text) = book.finish();
        run.papers.write(&path, text);
    }
}

fn one(row: &Row<'_>, client: &Client<'_>, book: &mut Book, run: &mut Run<'_>) {
    let (order, mut bad) = read(row, run);
    bad.extend(book.lacks(row, &order, run.lang()));
    if !bad.is_empty() {
        run.outcome.bad.extend(bad);
        return;
    }
    let number = &order.texts[0];
    let name = if number.is_empty() { order.date.map(|date| date.to_string()).unwrap_or_default() } else { number.clone() };
    let item = Run::item(row, Kind::Orders, format!("{} {name}", client.called(row)), format!("{}\u{1}{}", client.id, order.key()));
    let Some(at) = book.index.get(&order.key()).copied() else {
        book.index.insert(order.key(), book.there.len());
        book.there.push(There { order, row: Some(row.number), place: None });
        book.changed = true;
        run.outcome.added.push(item);
        return;
    };
    let there = &mut book.there[at];
    let merged = there.order.with(&order);
    if merged == there.order {
        match there.row {
            Some(first) => run.outcome.repeated.push((row.number, first)),
            None => run.outcome.unchanged.push(item),
        }
        return;
    }
    let lang = run.lang();
    match (there.row, run.how.on_conflict) {
        (Some(first), _) => {
            let reason = say!(
                lang,
                "与第 {first} 行是同一订单，内容却不同；请改成一致",
                "the same order as row {first}, but it says something else; make them agree"
            );
            run.refuse(row, None, reason);
        }
        (None, OnConflict::Error) => {
            for (column, old, new) in there.order.differences(&merged, lang, run.archive.loaded.world.unit) {
                let header = row.cell(Part::Order, KEYS[column]).map(|cell| cell.header.clone());
                let reason = say!(
                    lang,
                    "档案里是「{old}」，这里是「{new}」；以表为准请加 `--on-conflict update`，以档案为准请加 `--on-conflict skip`",
                    "the archive says `{old}`, the table `{new}`; `--on-conflict update` takes the table's, `--on-conflict skip` keeps the archive's"
                );
                run.refuse(row, header, reason);
            }
        }
        (None, OnConflict::Skip) => run.outcome.kept.push(item),
        (None, OnConflict::Update) => {
            there.order = merged;
            there.row = Some(row.number);
            book.changed = true;
            run.outcome.updated.push(item);
        }
    }
}

/// What a row says.
fn read(row: &Row<'_>, run: &Run<'_>) -> (Order, Vec<Bad>) {
    let lang = run.lang();
    let mut bad = Vec::new();
    let mut order = Order::default();
    for cell in row.of(Part::Order) {
        let Some(at) = KEYS.iter().position(|key| cell.column.path == [*key]) else { continue };
        let mut refuse = |reason: String| bad.push(Bad { row: row.number, column: Some(cell.header.clone()), reason, absent: false });
        let text = cell.text;
        match at {
            0 => match cell::day(text) {
                Some(day) => order.date = Some(day),
                None => refuse(say!(
                    lang,
                    "「{text}」不是日期，应写成 年-月-日，如 2026-07-08",
                    "`{text}` is not a date; write year-month-day, as 2026-07-08"
                )),
            },
            4 | 5 => match Money::parse(text, cell.unit_or(run.archive.loaded.world.unit)) {
                Ok((money, _)) => *(if at == 4 { &mut order.amount } else { &mut order.cost }) = Some(money),
                Err(error) => {
                    let why = error.describe(lang);
                    refuse(say!(lang, "「{text}」：{why}；请写数字，如 320.50", "`{text}`: {why}; write a number, as 320.50"));
                }
            },
            _ => text.clone_into(&mut order.texts[at - 1]),
        }
    }
    for (key, missing) in [("date", row.cell(Part::Order, "date").is_none()), ("amount", row.cell(Part::Order, "amount").is_none())] {
        if missing {
            bad.push(row.missing(&ORDER, Part::Order, key, lang));
        }
    }
    (order, bad)
}

impl Order {
    /// With the same key they are the same order.
    fn key(&self) -> String {
        let [number, project, product] = &self.texts;
        if number.is_empty() {
            let money = |money: Option<Money>| money.map(Money::to_yuan_string).unwrap_or_default();
            format!("\u{1}{:?}\u{1}{project}\u{1}{product}\u{1}{}\u{1}{}", self.date, money(self.amount), money(self.cost))
        } else {
            format!("{}\u{1}{}", crate::resolve::fold(number), crate::resolve::fold(product))
        }
    }

    /// With what another says; where that is blank, this stays.
    fn with(&self, other: &Self) -> Self {
        let mut texts = self.texts.clone();
        for (mine, other) in texts.iter_mut().zip(&other.texts) {
            if !other.is_empty() {
                mine.clone_from(other);
            }
        }
        Self { date: other.date.or(self.date), texts, amount: other.amount.or(self.amount), cost: other.cost.or(self.cost) }
    }

    /// The cells, in the order of the [`KEYS`].
    fn cells(&self, units: [Unit; 2]) -> [String; 6] {
        let [number, project, product] = self.texts.clone();
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        let money = |money: Option<Money>, unit: Unit| money.map(|money| money.to_number(unit)).unwrap_or_default();
        [date, number, project, product, money(self.amount, units[0]), money(self.cost, units[1])]
    }

    /// Column, old and new of what another says otherwise.
    fn differences(&self, other: &Self, lang: Lang, unit: Unit) -> Vec<(usize, String, String)> {
        let blank = crate::words::words("（空）", "(blank)").get(lang);
        let shown = |text: String| if text.is_empty() { blank.to_owned() } else { text };
        let pairs = self.cells([unit; 2]).into_iter().zip(other.cells([unit; 2])).enumerate();
        pairs.filter(|(_, (old, new))| old != new).map(|(at, (old, new))| (at, shown(old), shown(new))).collect()
    }
}

impl Book {
    fn open(client: &Client<'_>, run: &Run<'_>) -> Result<Self, String> {
        let path = client.stem("orders.csv");
        let unit = run.archive.loaded.world.unit;
        let Some(text) = (run.archive.text)(&path) else {
            let header = match run.archive.keys {
                KeyLanguage::Chinese => "日期,订单号,项目,产品,金额,成本\n",
                KeyLanguage::English => "date,order,project,product,amount,cost\n",
            };
            let layout = (0..KEYS.len()).map(Some).collect();
            let (there, index) = (Vec::new(), BTreeMap::new());
            return Ok(Self {
                path,
                text: header.to_owned(),
                separator: ',',
                layout,
                width: 6,
                units: [unit; 2],
                there,
                index,
                changed: false,
            });
        };
        let lang = run.lang();
        let columns = super::columns(Kind::Orders);
        let options = Options { coding: Coding::Utf8, header_row: None, known: &|name| named(&columns, name, "").is_some() };
        let table = csv::read(text.as_bytes(), &options).map_err(|fault| {
            let why = fault.words(lang);
            say!(lang, "{path}：{why}", "{path}: {why}")
        })?;
        let mapping = super::map(&table, &columns, &[], "")
            .map_err(|_| say!(lang, "{path} 有两列同名；请先改正", "{path} has two columns of one name; mend it first"))?;
        let place =
            |key: &str| mapping.of.iter().position(|of| of.is_some_and(|at| columns[at].part == Part::Order && columns[at].path == [key]));
        let layout: Vec<Option<usize>> = KEYS.iter().map(|key| place(key)).collect();
        let units = [4, 5].map(|key: usize| layout[key].and_then(|at| mapping.units[at]).unwrap_or(unit));
        let mut out = Self {
            width: table.columns.len(),
            separator: table.separator,
            text: table.text.clone(),
            path,
            layout,
            units,
            there: Vec::new(),
            index: BTreeMap::new(),
            changed: false,
        };
        for row in &table.rows {
            let cell = |key: usize| out.layout[key].map_or("", |at| row.cell(at));
            let money = |key: usize| Money::parse(cell(key), out.units[key - 4]).ok().map(|(money, _)| money);
            let texts = TEXTS.map(|key| cell(key).to_owned());
            let order = Order { date: cell::day(cell(0)), texts, amount: money(4), cost: money(5) };
            out.index.entry(order.key()).or_insert(out.there.len());
            out.there.push(There { order, row: None, place: Some(row.place) });
        }
        Ok(out)
    }

    /// A column that the file does not have, though the row says something there.
    fn lacks(&self, row: &Row<'_>, order: &Order, lang: Lang) -> Vec<Bad> {
        let cells = order.cells(self.units);
        let lacking = (0..KEYS.len()).filter(|key| self.layout[*key].is_none() && !cells[*key].is_empty());
        let bad = lacking.map(|key| {
            let (label, path) = (ORDER.fields[key].label(lang), &self.path);
            let reason =
                say!(lang, "{path} 没有「{label}」这一列；请先在文件中加上", "{path} has no column `{label}`; add it to the file first");
            let column = row.cell(Part::Order, KEYS[key]).map(|cell| cell.header.clone());
            Bad { row: row.number, column, reason, absent: false }
        });
        bad.collect()
    }

    /// Path and text.
    fn finish(self) -> (String, String) {
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let line = |order: &Order| {
            let cells = order.cells(self.units);
            let mut out = vec![String::new(); self.width];
            for (key, at) in self.layout.iter().enumerate() {
                if let Some(place) = at.and_then(|at| out.get_mut(at)) {
                    place.clone_from(&cells[key]);
                }
            }
            let mut text = String::new();
            csv::write(&mut text, self.separator, out.iter().map(String::as_str));
            text.trim_end_matches(['\r', '\n']).to_owned()
        };
        let mut text = self.text.clone();
        // From the end, so that places stay right.
        let mut changed: Vec<_> =
            self.there.iter().filter(|one| one.row.is_some()).filter_map(|one| Some((one.place?, &one.order))).collect();
        changed.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        for ((from, to), order) in changed {
            text.replace_range(from..to, &line(order));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(end);
        }
        for one in self.there.iter().filter(|one| one.place.is_none()) {
            text.push_str(&line(&one.order));
            text.push_str(end);
        }
        (self.path, text)
    }
}
