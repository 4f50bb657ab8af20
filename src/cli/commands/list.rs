//! `kehu list KIND [QUERY]`: records of one kind, a row each.

use std::cmp::Ordering;

use anyhow::Result;

use crate::archive::load::{Judge, Scope};
use crate::archive::updated::Updated;
use crate::cli::args::{Format, Key, ListArgs, ListKind};
use crate::cli::{CliError, Cx, Exit, Globals, open, query, tables};
use crate::render::table::{Cell, Table};
use crate::render::tables::TableFormat;
use crate::report::hints::first_customer;
use crate::report::list::{self, Asked, Listed};
use crate::resolve::nearest;
use crate::say;
use crate::words::Lang;

/// Lists.
pub(crate) fn run(args: &ListArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = TableFormat::parse(&globals.format(Format::TABLES)?.key()).unwrap_or_default();
    let opened = open::open(globals, cx)?;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let kind = Listed::from(args.kind);
    let registers = matches!(kind, Listed::Suggestions | Listed::Loans | Listed::Incidents | Listed::Submissions);
    let mut loaded = opened
        .load(&Scope { no_registers: !registers, kinds: Some(query.kinds(list::documents(kind))), ..Scope::default() }, Judge::Nothing)?;
    if !wants_updates(args) {
        loaded.world.updated = Updated::default();
    }
    let asked = Asked { query: &query, today: globals.as_of, machine: tables::is_machine(format), reveal: false };
    let mut table = list::table(kind, &loaded, &asked);
    sort(&mut table, &args.sort, cx.lang)?;
    choose(&mut table, &args.columns, cx.lang)?;
    if let Some(limit) = args.limit {
        table.rows.truncate(limit);
    }
    if args.columns.is_empty() && !tables::is_machine(format) {
        drop_blank_columns(&mut table);
    }
    let has_rows = !table.rows.is_empty();
    if loaded.customers.is_empty() && !registers && kind != Listed::Staff {
        table.hints.push(first_customer(cx.lang));
    }
    table.title = tables::title(kind.title(), globals.as_of, cx.lang);
    open::say_unknown_updates(&loaded, cx);
    let exit = tables::deliver(&table, format, loaded.world.unit, &args.shown, globals, cx)?;
    Ok(if args.exit_code && has_rows { Exit::Findings } else { exit })
}

/// Whether anything depends on when customers were last supplemented: a long history takes its time.
fn wants_updates(args: &ListArgs) -> bool {
    let names = |text: &String| text.contains("最近增补") || text.to_lowercase().replace(' ', "_").contains("last_updated");
    args.columns.is_empty() || args.columns.iter().chain(&args.sort).chain(&args.query).any(names)
}

/// The place of a column, by key or Chinese label.
fn column(table: &Table, name: &str, lang: Lang) -> Result<usize> {
    let found = table.columns.iter().position(|column| {
        column.key == name || column.label.get(Lang::Zh) == name || column.label.get(Lang::En).eq_ignore_ascii_case(name)
    });
    found.ok_or_else(|| {
        let all = table.columns.iter().map(|column| column.key.as_ref()).collect::<Vec<_>>().join(", ");
        let error = CliError::user(say!(lang, "没有列 `{name}`", "there is no column `{name}`"));
        let error = match nearest(name, table.columns.iter().map(|column| column.key.as_ref())) {
            Some(key) => error.hint(say!(lang, "是否指 `{key}`？", "did you mean `{key}`?")),
            None => error,
        };
        error.hint(say!(lang, "可用的列：{all}", "columns: {all}")).into()
    })
}

fn sort(table: &mut Table, keys: &[String], lang: Lang) -> Result<()> {
    let mut order = Vec::new();
    for key in keys {
        let (down, name) = key.strip_prefix('-').map_or((false, key.as_str()), |name| (true, name));
        order.push((column(table, name, lang)?, down));
    }
    if order.is_empty() {
        return Ok(());
    }
    table.rows.sort_by(|a, b| {
        let by = |(at, down): &(usize, bool)| {
            let (left, right) = (Table::cell(a, *at), Table::cell(b, *at));
            match (left, right) {
                // What is not there comes last, whichever way round.
                (Cell::Empty, Cell::Empty) => Ordering::Equal,
                (Cell::Empty, _) => Ordering::Greater,
                (_, Cell::Empty) => Ordering::Less,
                _ if *down => compare(right, left),
                _ => compare(left, right),
            }
        };
        order.iter().map(by).find(|one| *one != Ordering::Equal).unwrap_or(Ordering::Equal)
    });
    Ok(())
}

fn compare(left: &Cell, right: &Cell) -> Ordering {
    match (left, right) {
        (Cell::Int(a), Cell::Int(b)) => a.cmp(b),
        (Cell::Money(a), Cell::Money(b)) => a.cmp(b),
        (Cell::Percent(a), Cell::Percent(b)) => a.value().cmp(&b.value()),
        (Cell::Date(a), Cell::Date(b)) => a.cmp(b),
        _ => left.raw().cmp(&right.raw()),
    }
}

fn choose(table: &mut Table, names: &[String], lang: Lang) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let places = names.iter().map(|name| column(table, name, lang)).collect::<Result<Vec<_>>>()?;
    let take = |row: &Vec<Cell>| places.iter().map(|at| Table::cell(row, *at).clone()).collect::<Vec<_>>();
    table.rows = table.rows.iter().map(take).collect();
    table.columns = places.iter().map(|at| table.columns[*at].clone()).collect();
    Ok(())
}

/// People are spared the columns in which nothing stands; machines get every column.
fn drop_blank_columns(table: &mut Table) {
    if table.rows.is_empty() {
        return;
    }
    let filled: Vec<bool> = (0..table.columns.len()).map(|at| table.cells(at).any(|cell| *cell != Cell::Empty)).collect();
    let keep = |at: &usize| filled[*at];
    let take = |row: &Vec<Cell>| (0..filled.len()).filter(keep).map(|at| Table::cell(row, at).clone()).collect::<Vec<_>>();
    table.rows = table.rows.iter().map(take).collect();
    table.columns = (0..filled.len()).filter(keep).map(|at| table.columns[at].clone()).collect();
}

impl From<ListKind> for Listed {
    fn from(kind: ListKind) -> Self {
        match kind {
            ListKind::Customers => Self::Customers,
            ListKind::People => Self::People,
            ListKind::Staff => Self::Staff,
            ListKind::ContactReports => Self::ContactReports,
            ListKind::Actions => Self::Actions,
            ListKind::Projects => Self::Projects,
            ListKind::Plans => Self::Plans,
            ListKind::Topics => Self::Topics,
            ListKind::Orders => Self::Orders,
            ListKind::Complaints => Self::Complaints,
            ListKind::Surveys => Self::Surveys,
            ListKind::Feedback => Self::Feedback,
            ListKind::Receptions => Self::Receptions,
            ListKind::Suggestions => Self::Suggestions,
            ListKind::Loans => Self::Loans,
            ListKind::Incidents => Self::Incidents,
            ListKind::Submissions => Self::Submissions,
        }
    }
}
