//! `kehu due [QUERY]`: what falls due and what is overdue.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::analysis::due::{Item, Named};
use crate::archive::load::{Judge, Scope};
use crate::archive::{CustomerFolder, Loaded};
use crate::cli::args::{DueArgs, Format, Key, TableArgs};
use crate::cli::{CliError, Cx, Exit, Globals, open, query, tables};
use crate::query::Query;
use crate::render::table::Table;
use crate::render::tables::TableFormat;
use crate::report::due::{self, Asked};
use crate::say;
use crate::words::{Lang, refusal, words};

/// How far ahead one looks unless it is said.
const DAYS: usize = 14;

/// What is listed, and how it is written.
struct Listed<'a> {
    loaded: &'a Loaded,
    asked: &'a Asked<'a>,
    args: &'a DueArgs,
    format: Format,
    unread: Vec<(String, String)>,
}

/// Lists what falls due.
pub(crate) fn run(args: &DueArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let folder = globals.output.clone().filter(|path| is_folder(path, cx));
    let format = globals.format(Format::CALENDARS)?;
    let opened = open::open(globals, cx)?;
    if let (Some(path), None) = (&folder, args.split) {
        let path = path.display();
        let error = CliError::user(say!(cx.lang, "`{path}` 是文件夹", "`{path}` is a folder"));
        let hint = say!(
            cx.lang,
            "一人一份文件用 `--split staff`；否则在 `-o` 后写文件名",
            "for a file each person add `--split staff`; else name a file after `-o`"
        );
        return Err(error.hint(hint).into());
    }
    let query = query::read(&args.query, globals, &opened, cx)?;
    let staff = query::several_of_ours(&args.staff, globals, &opened, cx)?;
    let kinds = Some(query.kinds(&crate::analysis::due::documents(&opened.base.world)));
    let loaded = opened.load(&Scope { kinds, ..Scope::default() }, Judge::Nothing)?;
    let today = globals.as_of;
    let asked = Asked { today, days: args.days.unwrap_or(DAYS), query: &query, staff: &staff, escalate: args.escalate };
    let items = due::items(&loaded, &asked);
    let listed = Listed { loaded: &loaded, asked: &asked, args, format, unread: unread(&loaded, &query, globals) };
    open::say_unknown_updates(&loaded, cx);
    let any = !items.is_empty();
    let exit = match (args.split.is_some(), folder) {
        (true, Some(folder)) => listed.files(items, &folder, globals, cx)?,
        (split, _) => listed.one(items, split, globals, cx)?,
    };
    Ok(if args.exit_code && any { Exit::Findings } else { exit })
}

/// Documents that the answer needed, of the customers that are asked for.
fn unread(loaded: &Loaded, query: &Query, globals: &Globals) -> Vec<(String, String)> {
    let terms = query.terms.iter().filter(|term| !term.key.is_some_and(due::is_of_rows));
    let of_customers = Query { terms: terms.cloned().collect() };
    let wanted = |folder: &CustomerFolder| of_customers.may_mean(&loaded.world, folder, globals.as_of);
    due::unread(loaded, &wanted)
}

/// An existing folder, or a name that ends as one.
fn is_folder(path: &Path, cx: &Cx<'_>) -> bool {
    let named = path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    named || cx.env.cwd.join(path).is_dir()
}

impl Listed<'_> {
    const fn lang(&self) -> Lang {
        self.loaded.world.lang
    }

    /// The format as one of tables; a calendar is none.
    fn table_format(&self) -> TableFormat {
        TableFormat::parse(&self.format.key()).unwrap_or_default()
    }

    fn table(&self, items: &[Item]) -> Table {
        let machine = tables::is_machine(self.table_format());
        let mut table = due::table(items, machine, self.lang());
        if !machine && !items.is_empty() {
            table.notes.push(due::summary(items, self.asked.days, self.lang()));
        }
        table
    }

    /// That of one person, whose name stands above it.
    fn own_table(&self, items: &[Item]) -> Table {
        let table = self.table(items);
        if tables::is_machine(self.table_format()) { table } else { due::without(table, &["staff"]) }
    }

    fn calendar(&self, items: &[Item], whose: Option<&Named>) -> String {
        let lang = self.lang();
        let name = match whose {
            Some(one) => {
                let name = &one.name;
                say!(lang, "到期事项：{name}", "Due: {name}")
            }
            None => say!(lang, "到期事项", "Due"),
        };
        crate::render::calendar::render(&name, &due::calendar::entries(items, lang), self.asked.today)
    }

    /// Everything in one: a table, a calendar, or, split, a heading with a table a person.
    fn one(&self, items: Vec<Item>, split: bool, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
        let format = self.table_format();
        let last = Table { hints: self.hints(&items), unread: self.unread.clone(), ..Table::default() };
        if self.format == Format::Ics {
            cx.deliver(globals, self.calendar(&items, None).as_bytes())?;
            last.hints.iter().for_each(|hint| cx.ui.notice(hint));
            return Ok(tables::name_unread(&last, cx));
        }
        let parts = if split { due::by_staff(items) } else { vec![(None, items)] };
        if !split || tables::is_machine(format) || parts.is_empty() {
            let items: Vec<Item> = parts.into_iter().flat_map(|(_, items)| items).collect();
            let table = Table { hints: last.hints, unread: last.unread, title: self.title(), ..self.table(&items) };
            return tables::deliver(&table, format, self.loaded.world.unit, &TableArgs::plain(self.args.excel), globals, cx);
        }
        let style = tables::style(self.loaded.world.unit, &TableArgs::plain(self.args.excel), globals, cx);
        let parts = parts.iter().map(|(staff, items)| (Some(self.called(staff.as_ref())), self.own_table(items))).collect();
        tables::parts(&self.title(), parts, format, &style, globals, cx)?;
        Ok(tables::name_unread(&last, cx))
    }

    fn hints(&self, items: &[Item]) -> Vec<String> {
        if items.is_empty() { due::hints(self.loaded, self.asked) } else { Vec::new() }
    }

    /// Who stands above a table.
    fn called(&self, staff: Option<&Named>) -> String {
        staff.map_or_else(|| say!(self.lang(), "（无人负责）", "(nobody in charge)"), |one| one.name.clone())
    }

    /// What stands above a page.
    fn title(&self) -> String {
        tables::title(words("到期与逾期事项", "Due and overdue"), self.asked.today, self.lang())
    }

    /// A file a person.
    fn files(&self, items: Vec<Item>, folder: &Path, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
        let lang = cx.lang;
        let place = cx.env.cwd.join(folder);
        let shown = folder.display();
        fs::create_dir_all(&place)
            .map_err(|error| refusal(&error, lang))
            .map_err(|why| CliError::system(say!(lang, "不能建立文件夹 `{shown}`：{why}", "cannot make the folder `{shown}`: {why}")))?;
        let style = tables::style(self.loaded.world.unit, &TableArgs::plain(self.args.excel), globals, cx);
        let hints = self.hints(&items);
        let mut written: Vec<PathBuf> = Vec::new();
        for (staff, items) in due::by_staff(items) {
            let name = format!("{}.{}", file_name(staff.as_ref()), self.ending());
            let path = folder.join(name);
            let bytes = match self.format {
                Format::Ics => self.calendar(&items, staff.as_ref()).into_bytes(),
                _ => tables::joined(
                    &self.title(),
                    vec![(Some(self.called(staff.as_ref())), self.own_table(&items))],
                    self.table_format(),
                    &style,
                ),
            };
            cx.deliver(&Globals { output: Some(path.clone()), ..globals.clone() }, &bytes)?;
            written.push(path);
        }
        for path in &written {
            let path = path.display();
            cx.ui.notice(say!(lang, "已写入 {path}", "written: {path}"));
        }
        hints.iter().for_each(|hint| cx.ui.notice(hint));
        Ok(tables::name_unread(&Table { unread: self.unread.clone(), ..Table::default() }, cx))
    }

    const fn ending(&self) -> &'static str {
        match self.format {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Markdown => "md",
            Format::Ics => "ics",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            _ => "txt",
        }
    }
}

/// The id as the name of a file that lies nowhere else.
fn file_name(staff: Option<&Named>) -> String {
    let id = staff.map_or("nobody", |one| &one.id);
    let safe: String = id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).collect();
    if safe.is_empty() { "_".to_owned() } else { safe }
}
