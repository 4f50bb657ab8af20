//! Help pages, set from clap's own description of the command line. clap breaks lines at spaces only, and Chinese has none.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use super::args::{Format, Key};
use super::language::speak;
use super::pages::{self, Page, page};
use super::wrap::{columns, hang, wrap, wrap_code};
use super::write::options::is_field;
use crate::say;
use crate::words::{Lang, words};

/// Below this width a description stands under its option, not beside it.
const SIDE_BY_SIDE: usize = 56;
/// The widest column of options; a longer one has a line to itself.
const WIDEST_SPEC: usize = 26;

/// Columns of the pages in `docs/cli.md`.
const REFERENCE_WIDTH: usize = 100;

/// How a page is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// In which language.
    pub lang: Lang,
    /// In how many columns.
    pub width: usize,
    /// With bold headings.
    pub color: bool,
}

/// The page of `command`, or of kehu itself when `command` is the root or unknown.
#[must_use]
pub fn render(root: &Command, command: &str, setting: Setting) -> String {
    let mut sheet = Sheet { text: String::new(), setting };
    match root.find_subcommand(command) {
        Some(found) => sheet.command(root, found),
        None => sheet.root(root),
    }
    sheet.text
}

/// All pages in one language, as Markdown: `docs/cli.md`.
#[must_use]
pub fn reference(lang: Lang) -> String {
    speak(lang);
    let root = super::line::whole();
    let setting = Setting { lang, width: REFERENCE_WIDTH, color: false };
    let mut out = String::new();
    for page in pages::all() {
        let heading = if page.command == root.get_name() { "kehu".to_owned() } else { format!("kehu {}", page.command) };
        out.push_str(&format!("### {heading}\n\n```text\n{}```\n\n", render(&root, page.command, setting)));
    }
    out
}

struct Sheet {
    text: String,
    setting: Setting,
}

/// An entry of a list: what stands left, its description, and its values with theirs.
struct Row {
    spec: String,
    help: String,
    values: Vec<(String, String)>,
}

impl Row {
    fn new(spec: impl Into<String>, help: impl Into<String>) -> Self {
        Self { spec: spec.into(), help: help.into(), values: Vec::new() }
    }
}

impl Sheet {
    fn root(&mut self, root: &Command) {
        let lang = self.setting.lang;
        self.about(root);
        self.usage(&[say!(lang, "kehu [全局选项] COMMAND [ARGS]...", "kehu [GLOBAL OPTIONS] COMMAND [ARGS]...")]);
        for (title, pages) in pages::groups() {
            let commands = pages.iter().filter_map(|page| root.find_subcommand(page.command));
            let rows = commands.map(|command| Row::new(command.get_name(), about(command))).collect();
            self.list(title.get(lang), rows);
        }
        let options = root.get_arguments().filter(|arg| !arg.is_hide_set());
        self.list(&say!(lang, "全局选项", "Global options"), options.map(|arg| option(arg, lang)).collect());
        if let Some(page) = page(root.get_name()) {
            self.examples(page);
        }
        self.blank();
        self.prose(0, &say!(lang, "一个命令的帮助：`kehu help COMMAND`", "Help of a command: `kehu help COMMAND`"));
    }

    fn command(&mut self, root: &Command, command: &Command) {
        let lang = self.setting.lang;
        let own = || command.get_arguments().filter(|arg| !arg.is_global_set() && !arg.is_hide_set());
        let page = page(command.get_name());
        self.about(command);
        self.usage(&usage(command, page, lang));
        let arguments = own().filter(|arg| arg.is_positional()).map(|arg| row(value_name(arg), arg, lang));
        self.list(&say!(lang, "参数", "Arguments"), arguments.collect());
        let (fields, options): (Vec<&Arg>, Vec<&Arg>) = own().filter(|arg| !arg.is_positional()).partition(|arg| is_field(arg));
        let rows = |args: Vec<&Arg>| args.into_iter().map(|arg| option(arg, lang)).collect();
        self.list(&say!(lang, "选项", "Options"), rows(options));
        self.list(&say!(lang, "表单字段（也可用中文名，如 `--职务`）", "Fields of the form"), rows(fields));
        self.globals(root, page);
        if let Some(page) = page {
            self.examples(page);
        }
    }

    fn about(&mut self, command: &Command) {
        self.prose(0, &about(command));
    }

    fn usage(&mut self, lines: &[String]) {
        self.heading(&say!(self.setting.lang, "用法", "Usage"));
        for line in lines {
            for part in hang(line, self.setting.width - 2, "    ") {
                self.line(2, &part);
            }
        }
    }

    /// The global options that matter to this command, shortened, and where the others are.
    fn globals(&mut self, root: &Command, page: Option<&Page>) {
        let lang = self.setting.lang;
        let mut rows = Vec::new();
        if let Some(page) = page {
            for name in page.globals {
                let arg = root.get_arguments().find(|arg| arg.get_long() == Some(name));
                rows.extend(arg.map(|arg| shortened(arg, page.formats, lang)));
            }
        }
        let heading = say!(lang, "全局选项", "Global options");
        if rows.is_empty() {
            self.heading(&heading);
            self.prose(2, &say!(lang, "见 `kehu --help`", "See `kehu --help`"));
        } else {
            self.list(&heading, rows);
            self.prose(2, &say!(lang, "其余见 `kehu --help`", "The others: `kehu --help`"));
        }
    }

    fn examples(&mut self, page: &Page) {
        self.heading(&say!(self.setting.lang, "示例", "Examples"));
        for example in page.examples {
            let what = format!("# {}", example.what.get(self.setting.lang));
            for line in hang(&what, self.setting.width - 2, "# ") {
                self.line(2, &line);
            }
            for line in wrap_code(example.line, self.setting.width - 2) {
                self.line(2, &line);
            }
        }
    }

    fn list(&mut self, heading: &str, rows: Vec<Row>) {
        if rows.is_empty() {
            return;
        }
        self.heading(heading);
        let widest = rows.iter().map(|row| columns(&row.spec)).max().unwrap_or(0);
        let stacked = self.setting.width < SIDE_BY_SIDE;
        let column = if stacked { 6 } else { widest.min(WIDEST_SPEC) + 4 };
        for row in rows {
            self.row(&row, column, stacked);
        }
    }

    fn row(&mut self, row: &Row, column: usize, stacked: bool) {
        let help = wrap(&row.help, self.setting.width - column);
        let mut help = help.iter();
        let beside = !stacked && columns(&row.spec) + 4 <= column;
        let spec = if stacked { row.spec.trim_start() } else { &row.spec };
        match help.next() {
            Some(first) if beside => {
                let gap = " ".repeat(column - 2 - columns(spec));
                self.line(2, &format!("{spec}{gap}{first}"));
            }
            first => {
                self.line(2, spec);
                first.into_iter().for_each(|line| self.line(column, line));
            }
        }
        help.for_each(|line| self.line(column, line));
        self.values(&row.values, column);
    }

    fn values(&mut self, values: &[(String, String)], column: usize) {
        let widest = values.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
        let inner = column + widest + 2;
        for (name, help) in values {
            let mut lead = format!("{name}{}", " ".repeat(widest + 2 - columns(name)));
            let mut indent = column;
            for line in wrap(help, self.setting.width - inner) {
                self.line(indent, &format!("{lead}{line}"));
                (lead, indent) = (String::new(), inner);
            }
        }
    }

    fn heading(&mut self, text: &str) {
        let lang = self.setting.lang;
        self.blank();
        let heading = say!(lang, "{text}：", "{text}:");
        let bold = if self.setting.color { format!("\x1b[1m{heading}\x1b[0m") } else { heading };
        self.line(0, &bold);
    }

    fn prose(&mut self, indent: usize, text: &str) {
        for line in wrap(text, self.setting.width - indent) {
            self.line(indent, &line);
        }
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn usage(command: &Command, page: Option<&Page>, lang: Lang) -> Vec<String> {
    let name = command.get_name();
    let own = || command.get_arguments().filter(|arg| !arg.is_global_set() && !arg.is_hide_set());
    let options = if own().any(|arg| !arg.is_positional()) { say!(lang, "[选项] ", "[OPTIONS] ") } else { String::new() };
    if let Some(page) = page.filter(|page| !page.usage.is_empty()) {
        return page.usage.iter().map(|rest| format!("kehu {name} {options}{rest}")).collect();
    }
    let arguments = own().filter(|arg| arg.is_positional()).map(|arg| {
        let value = value_name(arg);
        let value = if arg.is_required_set() { value } else { format!("[{value}]") };
        if repeated(arg) { value + "..." } else { value }
    });
    let arguments = arguments.collect::<Vec<_>>().join(" ");
    vec![format!("kehu {name} {options}{arguments}").trim_end().to_owned()]
}

fn repeated(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

/// The value of an argument as the pages write it: `KIND`, `FILE`.
pub(crate) fn value_name(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(" ")
}

fn spec(arg: &Arg) -> String {
    let short = arg.get_short().map_or("    ".to_owned(), |short| format!("-{short}, "));
    let value = match arg.get_action().takes_values() {
        // A value that may be left out, and is known by its `=`.
        true if arg.is_require_equals_set() => format!("[={}]", value_name(arg)),
        true => format!(" {}", value_name(arg)),
        false => String::new(),
    };
    format!("{short}--{}{value}", arg.get_long().unwrap_or_default())
}

fn option(arg: &Arg, lang: Lang) -> Row {
    row(spec(arg), arg, lang)
}

fn row(spec: String, arg: &Arg, lang: Lang) -> Row {
    let mut row = Row::new(spec, arg.get_help().map(ToString::to_string).unwrap_or_default());
    if !arg.get_action().takes_values() {
        return row;
    }
    let mut values = if arg.is_hide_possible_values_set() { Vec::new() } else { arg.get_possible_values() };
    values.retain(|value| !value.is_hide_set());
    let described = values.iter().any(|value| value.get_help().is_some());
    let mut notes = Vec::new();
    if described {
        row.values = values.iter().map(described_value).collect();
    } else if !values.is_empty() {
        notes.push(choices(values.iter().map(|value| value.get_name().to_owned()), lang));
    }
    if let Some(default) = arg.get_default_values().first() {
        let default = default.to_string_lossy();
        notes.push(say!(lang, "默认 {default}", "default: {default}"));
    }
    if !notes.is_empty() {
        let notes = notes.join(words("；", "; ").get(lang));
        row.help = say!(lang, "{}（{notes}）", "{} ({notes})", row.help);
    }
    row
}

fn described_value(value: &PossibleValue) -> (String, String) {
    let help = value.get_help().map(ToString::to_string);
    (value.get_name().to_owned(), help.unwrap_or_default())
}

fn choices(names: impl Iterator<Item = String>, lang: Lang) -> String {
    let names = names.collect::<Vec<_>>().join(", ");
    say!(lang, "可取 {names}", "one of {names}")
}

/// A global option on the page of a command: the first clause of its help, and for `--format` what this command writes.
fn shortened(arg: &Arg, formats: &[Format], lang: Lang) -> Row {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if arg.get_long() == Some("format") {
        let names = choices(formats.iter().map(Key::key), lang);
        return Row::new(spec(arg), say!(lang, "输出格式（{names}）", "Output format ({names})"));
    }
    let clause = help.split(['；', ';']).next().unwrap_or_default();
    Row::new(spec(arg), clause)
}
